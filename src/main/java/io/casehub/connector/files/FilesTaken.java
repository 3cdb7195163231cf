package io.casehub.connector.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger of files that have been read to their end, or as far as they can be. */
@Component
class FilesTaken {

    private final JdbcClient jdbc;

    FilesTaken(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of these files, without those of which nothing is. */
    Map<FileMark, Taken> of(String route, List<FileMark> files) {
        var taken = new HashMap<FileMark, Taken>();
        jdbc.sql("""
                select * from file_taken
                where route = ? and (name, size, modified) in
                    (select * from unnest(?::text[], ?::bigint[], ?::timestamptz[]))
                """)
                .param(route)
                .param(files.stream().map(FileMark::name).toArray(String[]::new))
                .param(files.stream().map(FileMark::size).toArray(Long[]::new))
                .param(files.stream().map(file -> file.modified().toString()).toArray(String[]::new))
                .query((row, number) -> taken.put(mark(row), new Taken(row.getString("fault"))))
                .list();
        return taken;
    }

    /** Notes that nothing more is to be read of a file; {@code fault} says why not, if not its end. */
    void add(String route, FileMark file, long records, @Nullable String fault) {
        jdbc.sql("""
                insert into file_taken (route, name, size, modified, records, fault) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(route, file.name(), file.size(), file.modified().atOffset(ZoneOffset.UTC), records, fault)
                .update();
    }

    /** Lets a route read its files once more. */
    void forget(String route) {
        jdbc.sql("delete from file_taken where route = ?").param(route).update();
    }

    private static FileMark mark(ResultSet row) throws SQLException {
        return new FileMark(row.getString("name"), row.getLong("size"),
                row.getObject("modified", OffsetDateTime.class).toInstant());
    }

    /** @param fault why the file could not be read to its end; empty where it was */
    record Taken(Optional<String> fault) {

        Taken(@Nullable String fault) {
            this(Optional.ofNullable(fault));
        }
    }
}
