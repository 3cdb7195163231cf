package io.casehub.cases.types;

import io.casehub.mapping.Spot;
import io.casehub.model.Sha256;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of all versions of types that the hub ever met. What a version says never changes, so a
 * node asks for it once.
 */
@Component
class TypeVersions {

    private final JdbcClient jdbc;
    private final Map<String, CaseType> known = new ConcurrentHashMap<>();

    TypeVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of these contents; contents the hub has met before have their old one. */
    CaseType numbered(CaseType type, String content) {
        var hash = Sha256.of(content);
        int number = number(type.name(), hash).orElseGet(() -> {
            jdbc.sql("""
                    insert into case_type_version (type, version, hash, content)
                    select :type, coalesce(max(version), 0) + 1, :hash, :content
                    from case_type_version where type = :type
                    on conflict do nothing
                    """).param("type", type.name()).param("hash", hash).param("content", content).update();
            // nothing was added where another node was quicker: with these contents, or with others under this
            // number
            return number(type.name(), hash).orElseGet(() -> numbered(type, content).version());
        });
        return Objects.requireNonNull(known.computeIfAbsent(key(type.name(), number), any -> type.as(number)));
    }

    Optional<CaseType> find(String type, int version) {
        return Optional.ofNullable(known.computeIfAbsent(key(type, version), any -> stored(type, version)));
    }

    @SuppressWarnings("NullAway") // computeIfAbsent takes null for "there is none"
    private CaseType stored(String type, int version) {
        return jdbc.sql("select content from case_type_version where type = ? and version = ?")
                .params(type, version)
                .query(String.class)
                .optional()
                .map(content -> CaseTypeFile.read(type, Spot.of(Path.of(type + ".yaml"), content)).as(version))
                .orElse(null);
    }

    private Optional<Integer> number(String type, byte[] hash) {
        return jdbc.sql("select version from case_type_version where type = ? and hash = ?")
                .params(type, hash)
                .query(Integer.class)
                .optional();
    }

    private static String key(String type, int version) {
        return version + " " + type;
    }
}
