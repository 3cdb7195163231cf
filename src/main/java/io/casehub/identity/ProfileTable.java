package io.casehub.identity;

import io.casehub.identity.matching.Profile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What matching looks at in members, as it is stored, and which of it has changed of late. */
@Component
class ProfileTable {

    private final JdbcClient jdbc;

    ProfileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Profiles of members who are compared with others. */
    Map<Long, Profile> of(Collection<Long> members) {
        return members.isEmpty()
                ? Map.of()
                : jdbc.sql("select id, profile from member where id = any(?::bigint[]) and seen and not thin")
                        .params((Object) members.toArray(Long[]::new))
                        .query((row, number) -> Map.entry(row.getLong(1), row.getString(2))).list().parallelStream()
                        .collect(Collectors.toConcurrentMap(Map.Entry::getKey, text -> Profiles.read(text.getValue())));
    }

    /** Notes whose profile is another from now on. */
    void change(Collection<Long> members) {
        if (!members.isEmpty()) {
            jdbc.sql("""
                    insert into profile_change (member, changed_in)
                    select member, pg_current_xact_id() from unnest(?::bigint[]) member order by member
                    on conflict (member) do update set changed_in = excluded.changed_in
                    """).params((Object) members.toArray(Long[]::new)).update();
        }
    }

    /**
     * Whose profile has changed, at least since something was asked here.
     *
     * @param since {@link Changes#until} of what was found then
     */
    Changes changes(String since) {
        return jdbc.sql("""
                select pg_snapshot_xmin(pg_current_snapshot())::text as until,
                       array(select member from profile_change where changed_in >= ?::xid8) as members
                """).param(since)
                .query((row, number) -> new Changes(List.of((Long[]) row.getArray("members").getArray()),
                        row.getString("until")))
                .single();
    }

    /**
     * A database that was restored counts transactions anew: what seems to come from the future is long
     * past.
     */
    @EventListener(ApplicationReadyEvent.class)
    void on() {
        jdbc.sql("delete from profile_change where changed_in >= pg_snapshot_xmax(pg_current_snapshot())").update();
    }

    /**
     * Changes that have been committed.
     *
     * @param until the first transaction of which it was not known what it would change
     */
    record Changes(List<Long> members, String until) {

        /** Before the first one is asked for: none that there is. */
        static final String NEVER = "18446744073709551615";
    }
}
