package io.casehub.harness;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What happened to a source case on both sides, for whoever looks for the cause of a broken
 * promise.
 */
final class Story {

    private Story() {}

    /** Of a case of the hub: what was done to it, what it is made of, and what was told of it. */
    static String of(JdbcClient jdbc, String hubCase) {
        return Stream.of("""
                select seq, at, actor, action, field, left(before, 60) as before, left(after, 60) as after
                from audit_entry where subject_kind = 'case' and subject_id = ? order by seq
                """, "select * from case_link where case_id::text = ?",
                "select seq, system, key, kind, state, created_at, left(payload::text, 80) as payload from delivery "
                        + "where case_id::text = ? order by seq")
                .flatMap(sql -> jdbc.sql(sql).param(hubCase).query().listOfRows().stream()).map(row -> "  " + row)
                .collect(Collectors.joining("\n"));
    }

    static String of(FaultyCompany company, String system, String key) {
        var told = company.jdbc().sql("""
                select seq, case_id, payload, state, outcome, sequence, attempts, created_at, settled_at, echoed_at
                from delivery where system = ? and key = ? and kind = 'case-status' order by seq
                """).params(system, key).query().listOfRows().stream().map(row -> "  told " + row);
        var read = company.jdbc()
                .sql("""
                        select changed_at, sequence, fetched_at, canonical::json ->> 'sourceStatus' as status from source_version
                        where system = ? and entity = 'case' and key = ? order by fetched_at
                        """)
                .params(system, key).query().listOfRows().stream().map(row -> "  read " + row);
        var done = company.landscape().system(system).journal().entries().stream()
                .filter(entry -> entry.key().equals(key) && !entry.by().equals("seed"))
                .map(entry -> "  done " + entry);
        return Stream.of(told, read, done).flatMap(lines -> lines).collect(Collectors.joining("\n"));
    }
}
