package io.casehub.identity;

import io.casehub.model.CustomerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of names by {@link NameKeys}. */
@Component
class NameTable {

    private static final Logger log = LoggerFactory.getLogger(NameTable.class);
    private static final int PAGE = 1000;

    /** So many are looked at closely, of a name that more have. */
    private static final int CANDIDATES = 300;

    private final JdbcClient jdbc;

    NameTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the names of members, where they are not known so already. */
    void save(Collection<Member> members) {
        var seen = members.stream().filter(Member::seen).sorted(Comparator.comparing(Member::id)).toList();
        if (!seen.isEmpty()) {
            save(seen.stream().map(Member::id).toArray(Long[]::new),
                    seen.parallelStream().map(member -> NameKeys.vector(member.name())).toArray(String[]::new),
                    "member_spelling.words is distinct from excluded.words");
        }
    }

    /** The best ones first, each customer once. */
    List<NameMatch> find(List<String> asked, int limit) {
        var found = matches(asked, NameKeys.exactly(asked));
        if (found.size() < limit) {
            found.addAll(matches(asked, NameKeys.nearly(asked)));
        }
        if (found.isEmpty() && asked.size() > 1 && asked.stream().allMatch(NameKeys::isTelling)) {
            found = matches(asked, NameKeys.mostly(asked));
        }
        return found.stream()
                .collect(Collectors.toMap(NameMatch::customer, match -> match,
                        (one, other) -> one.score() >= other.score() ? one : other))
                .values().stream()
                .sorted(Comparator.comparing(NameMatch::score).reversed().thenComparing(NameMatch::customer))
                .limit(limit).toList();
    }

    private List<NameMatch> matches(List<String> asked, String query) {
        // planned as if all were wanted: with a limit in sight PostgreSQL would rather look through the
        // table than at
        // the index where it thinks a word is common
        return jdbc
                .sql("""
                        with named as materialized (select member from member_spelling where words @@ ?::tsquery)
                        select m.customer_id, m.name from (select member from named limit ?) few join member m on m.id = few.member
                        """)
                .params(query, CANDIDATES)
                .query((row, number) -> NameMatch.of(new CustomerId(row.getObject("customer_id", UUID.class)), asked,
                        NameKeys.words(row.getString("name"))))
                .list().stream().filter(NameMatch::isWorthTelling).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Names that an older hub did not keep so; the hub answers meanwhile. */
    @EventListener(ApplicationReadyEvent.class)
    void on() {
        if (!missing(0, 1).isEmpty()) {
            Thread.ofVirtual().name("names").start(() -> log.atInfo().addKeyValue("names", catchUp(PAGE))
                    .log("names of an older hub can be found however they are spelt"));
        }
    }

    /** Keeps the names that are missing, and says how many there were. */
    long catchUp(int pageSize) {
        long names = 0;
        for (var page = missing(0, pageSize); !page.isEmpty(); page = missing(page.lastKey(), pageSize)) {
            // what has come meanwhile is newer than what was read here
            save(page.keySet().toArray(Long[]::new),
                    page.values().stream().map(NameKeys::vector).toArray(String[]::new),
                    "member_spelling.words is null");
            names += page.size();
        }
        return names;
    }

    /** A page is found before names are: without statistics PostgreSQL would join all for each. */
    private SortedMap<Long, String> missing(long behind, int most) {
        var names = new TreeMap<Long, String>();
        jdbc.sql("""
                with page as materialized (
                    select member from member_spelling where words is null and member > ? order by member limit ?)
                select page.member, coalesce(m.name, '') as name from page left join member m on m.id = page.member
                """).params(behind, most).query(row -> {
            names.put(row.getLong("member"), row.getString("name"));
        });
        return names;
    }

    private void save(Long[] members, String[] words, String where) {
        jdbc.sql("""
                insert into member_spelling (member, words)
                select member, words::tsvector from unnest(?::bigint[], ?::text[]) as n(member, words) order by member
                on conflict (member) do update set words = excluded.words
                where
                """ + where).params(members, words).update();
    }
}
