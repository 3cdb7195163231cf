package io.casehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.model.CustomerId;
import io.casehub.model.Email;
import io.casehub.model.Entity;
import io.casehub.model.Phone;
import io.casehub.view.Lookup;
import io.casehub.view.Summaries;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How quick customers are found among a million: {@code ./mvnw verify -Pharness
 * -Dit.test=LookupLoadIT}; {@code -Dharness.customers=…} changes the number.
 */
@Tag("harness")
class LookupLoadIT {

    private static final int ASKED = 500;
    private static final String[] GIVEN = {"Anna", "Uwe", "Jürgen", "Petra", "Ada", "Charles", "Yuri", "Zoë", "Kim",
            "Matthias", "Annegret", "Hans", "Ulrike", "Werner", "Sophie", "Paul", "Emma", "Lukas", "Mia", "Jonas"};

    private final int customers = Integer.getInteger("harness.customers", 1_000_000);
    private final Random random = new Random(7);

    @Test
    void aMillionCustomersAreLookedUpInMilliseconds() {
        var database = TestDatabase.fresh();
        try (var rooms = Rooms.open(database, Path.of("mappings"), "ingest", "audit", "identity", "cases",
                "outbound.corrections", "view")) {
            fill(database);
            var by = rooms.get(Customers.class);
            var lookup = rooms.get(Lookup.class);
            var summaries = rooms.get(Summaries.class);
            var ways = new LinkedHashMap<String, IntFunction<List<CustomerId>>>();
            ways.put("phone", n -> by.byContact(new Phone("+49" + (3_000_000_000L + n)), 10));
            ways.put("email", n -> by.byContact(new Email("c" + n + "@example.org"), 10));
            ways.put("ref", n -> by.byRecord("crm", "c" + n, 10));
            ways.put("order", n -> lookup.byNumber(Entity.ORDER, "b " + (1_000_000 + n)).stream()
                    .map(Lookup.Found::customer).toList());
            ways.put("name", n -> names(by, name(n)));
            ways.put("name, misspelt", n -> names(by, misspelt(name(n))));
            ways.put("family name", n -> names(by, family(n)));
            var worst = new LinkedHashMap<String, Double>();
            ways.forEach((way, find) -> worst.put(way, measured(way, find)));
            measured("summaries of 10", n -> {
                var ids = by.byName(family(n), 10).stream().map(NameMatch::customer).toList();
                assertThat(summaries.of(ids)).hasSameSizeAs(ids);
                return ids;
            });

            assertThat(worst).containsOnlyKeys(ways.keySet()).allSatisfy(
                    (way, p99) -> assertThat(p99).as(way).isLessThan(Double.parseDouble(System.getProperty(
                            "harness.most-ms", "500"))));
        }
    }

    private static List<CustomerId> names(Customers by, String name) {
        return by.byName(name, 10).stream().map(NameMatch::customer).toList();
    }

    private double measured(String way, IntFunction<List<CustomerId>> find) {
        IntStream.range(0, 100).forEach(n -> assertThat(find.apply(random.nextInt(customers))).isNotEmpty());
        var times = IntStream.range(0, ASKED).mapToDouble(n -> {
            int wanted = random.nextInt(customers);
            long from = System.nanoTime();
            var found = find.apply(wanted);
            double took = (System.nanoTime() - from) / 1e6;
            assertThat(found).as(way + " " + wanted).isNotEmpty();
            return took;
        }).sorted().toArray();
        System.out.printf("| %s | %.2f | %.2f | %.2f |%n", way, times[ASKED / 2], times[ASKED * 95 / 100],
                times[ASKED * 99 / 100]);
        return times[ASKED * 99 / 100];
    }

    private void fill(TestDatabase database) {
        var jdbc = database.jdbc();
        long from = System.nanoTime();
        jdbc.sql("""
                insert into member (id, system, key, customer_id, own_id, seen, thin, kind, name, profile)
                select nextval('member_id'), 'crm', 'c' || n, c, c, true, false, 'person',
                       lower((?::text[])[1 + n % 20] || ' ' || (?::text[])[1 + n % 20000]), '{}'
                from (select n, gen_random_uuid() as c from generate_series(0, ? - 1) n) numbered
                """).params(latin(), IntStream.range(0, 20_000).mapToObj(LookupLoadIT::family).toArray(String[]::new),
                customers).update();
        for (var sql : List.of(
                "insert into member_spelling (member) select id from member",
                """
                        insert into match_key (key, system, record_key)
                        select 'email:' || key || '@example.org', system, key from member
                        union all select 'phone:+49' || (3000000000 + substring(key from 2)::bigint), system, key from member
                        """,
                """
                        insert into view_item (system, entity, key, customer_id, section, at, body)
                        select 'erp', 'order', 'B-' || n, customer_id, 'orders', now() - n * interval '1 second',
                               '{"source":{"system":"erp","key":"B-' || n || '"},"number":"B-' || n || '","status":"placed"}'
                        from (select customer_id, 1000000 + substring(key from 2)::bigint as n from member) numbered
                        """,
                """
                        insert into customer_view (customer_id, profile)
                        select customer_id, convert_to('{"id":"' || customer_id || '","name":"' || name || '"}', 'UTF8') from member
                        """,
                """
                        insert into hub_case (id, customer_id, subject, status, priority, origin_system, origin_entity, origin_key, opened_at, changed_at)
                        select gen_random_uuid(), customer_id, 'bulk', case when id % 10 = 0 then 'open' else 'closed' end, 'normal', system, 'case', key, now(), now()
                        from member
                        """)) {
            jdbc.sql(sql).update();
        }
        var table = new NameTable(jdbc);
        long names0 = System.nanoTime();
        table.catchUp(1000);
        jdbc.sql("vacuum analyze").update();
        System.out.printf("filled %d customers in %.0f s, their names in %.0f s%n", customers,
                (names0 - from) / 1e9, (System.nanoTime() - names0) / 1e9);
    }

    private static String[] latin() {
        return Arrays.stream(GIVEN).map(Profiles::searched).toArray(String[]::new);
    }

    private static String name(int n) {
        return GIVEN[n % 20] + " " + family(n % 20_000);
    }

    private String misspelt(String name) {
        // within the family name: what a slip makes of a short given name may be two slips away
        int family = name.indexOf(' ') + 2;
        int at = family + random.nextInt(name.length() - family - 2);
        return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    /** One of 20,000, each as often as the others: a hundred people have each, as with a usual name. */
    private static String family(int n) {
        var syllables = new String[]{"mul", "ler", "schmi", "dov", "ber", "gan", "ros", "tei", "lin", "ka", "now",
                "ski"};
        int of = n % 20_000;
        return syllables[of % 12] + syllables[of / 12 % 12] + syllables[of / 144 % 12] + syllables[of / 1728 % 12];
    }
}
