package io.casehub.ingest;

import io.casehub.mapping.Mapping;
import io.casehub.mapping.Mappings;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.util.regex.Pattern;

/**
 * Which records a mapping makes: its folder is the system, its file the entity, so {@code crm/case}
 * made every case of the crm that is stored.
 */
public record MappingName(String system, Entity entity) {

    private static final Pattern NAME = Pattern.compile("([\\w-]+)/([\\w-]+?)(\\.jslt)?");

    /**
     * @param name such as {@code crm/customer}
     * @throws MappingNotFound where it cannot be the name of one that makes records
     */
    public static MappingName of(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new MappingNotFound(name);
        }
        return CodeWord.find(Entity.class, parts.group(2))
                .map(entity -> new MappingName(parts.group(1), entity))
                .orElseThrow(() -> new MappingNotFound(name));
    }

    @Override
    public String toString() {
        return system + "/" + entity.word();
    }

    Mapping in(Mappings mappings) {
        if (!mappings.exists(toString())) {
            throw new MappingNotFound(toString());
        }
        return mappings.get(toString());
    }
}
