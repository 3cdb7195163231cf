package io.casehub.identity;

import io.casehub.identity.matching.Profile;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What matching looks at in members, as it is stored, and a number by which each is known again.
 */
@Component
class ProfileTable {

    private final JdbcClient jdbc;

    ProfileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The prints of members; none of whom only facts have told. */
    Map<Long, Long> prints(Collection<Long> members) {
        var prints = new HashMap<Long, Long>();
        if (!members.isEmpty()) {
            jdbc.sql("select member, print from profile_print where member = any(?::bigint[])")
                    .param(members.toArray(Long[]::new)).query(row -> {
                        prints.put(row.getLong(1), row.getLong(2));
                    });
        }
        return prints;
    }

    /** Their profiles, each with its print. */
    Map<Long, Printed> of(Collection<Long> members) {
        var profiles = new HashMap<Long, Printed>();
        if (!members.isEmpty()) {
            var ids = members.toArray(Long[]::new);
            jdbc.sql("""
                    select p.member, p.print, m.profile from profile_print p join member m on m.id = p.member
                    where p.member = any(?::bigint[]) and m.id = any(?::bigint[]) and m.profile is not null
                    """).params(ids, ids).query(row -> {
                profiles.put(row.getLong(1), new Printed(row.getLong(2), row.getString(3)));
            });
        }
        return profiles;
    }

    /** Prints what stands of these members now. */
    void print(Collection<Long> members) {
        jdbc.sql("""
                insert into profile_print (member, print)
                select id, hashtextextended(profile, 0) from member
                where id = any(?::bigint[]) and profile is not null order by id
                on conflict (member) do update set print = excluded.print where profile_print.print <> excluded.print
                """).param(members.toArray(Long[]::new)).update();
    }

    /**
     * A profile as it is stored.
     *
     * @param print the same of equal ones
     */
    record Printed(long print, String text) {

        Profile profile() {
            return Profiles.read(text);
        }
    }
}
