package io.casehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.identity.Filing.Row;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of many who have few names, each is filed under the keys that still tell people apart. */
class FilingIT {

    private static final List<String> SURNAMES = List.of("Smith", "Byron", "Meier");
    private static final List<String> GIVEN = List.of("Ada", "Karl", "Helene", "Oskar", "Martha");
    private static final List<String> CITIES = List.of("Berlin", "Hamburg", "Bremen");

    @TempDir
    Path temp;

    @Test
    void whoHasACrowdedNameIsFoundUnderANarrowerKey() {
        try (var hub = new Arrivals(temp)) {
            for (int page = 0; page < 10; page++) {
                arrive(hub, IntStream.range(page * 20, page * 20 + 20)
                        .mapToObj(number -> somebody(number, "Ada Smith",
                                "19%02d-05-1%d".formatted(number % 90, number / 90), "Ulm"))
                        .toList());
            }
            hub.arrive(somebody(900, "Ada Smith", "1939-05-11", "Ulm"));

            assertThat(hub.customer("crm:900")).isEqualTo(hub.customer("crm:129"));
            assertThat(crowded(hub)).as("keys that too many have").isNotEmpty();
            assertAllAreFiledWhereTheyShould(hub);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everybodyStandsUnderEachKeyThatIsDueAndNoOther(long seed) {
        try (var hub = new Arrivals(temp)) {
            var random = new Random(seed);
            for (int page = 0; page < 25; page++) {
                arrive(hub, page(random, 1 + random.nextInt(30), 400));
            }

            assertThat(crowded(hub)).as("keys that too many have").isNotEmpty();
            assertAllAreFiledWhereTheyShould(hub);
        }
    }

    @Test
    void whoWasFiledUnderAllHisKeysByAHubBeforeThisOneIsFiledOnce() {
        try (var hub = new Arrivals(temp)) {
            var random = new Random(4);
            arrive(hub, page(random, 60, 400));
            hub.database.jdbc().sql("""
                    insert into block select one, array_agg(id) from member cross join unnest(keys) k(one) group by one
                    on conflict do nothing
                    """).update();
            for (int page = 0; page < 10; page++) {
                arrive(hub, page(random, 30, 400));
            }

            assertThat(crowded(hub)).as("keys that too many have").isNotEmpty();
            assertThat(filed(hub)).as("each once under a key").doesNotHaveDuplicates().containsAll(due(hub));
        }
    }

    @Test
    void soItIsWhereTwoNodesFileAtOnce() {
        try (var hub = new Arrivals(temp); var other = hub.neighbour(); var threads = Executors.newFixedThreadPool(2)) {
            var feeding = List.of(hub, other).stream().map(node -> CompletableFuture.runAsync(() -> {
                var random = new Random(node == hub ? 5 : 6);
                for (int page = 0; page < 20; page++) {
                    arrive(node, page(random, 1 + random.nextInt(25), 400));
                }
            }, threads)).toList();
            feeding.forEach(CompletableFuture::join);

            assertThat(crowded(hub)).as("keys that too many have").isNotEmpty();
            assertAllAreFiledWhereTheyShould(hub);
        }
    }

    private static void arrive(Arrivals hub, List<Arrival> page) {
        hub.arrive(page.toArray(Arrival[]::new));
    }

    /** New people, and some who come again under another name or from another place. */
    private static List<Arrival> page(Random random, int size, int people) {
        var numbers = new HashSet<Integer>();
        while (numbers.size() < size) {
            numbers.add(random.nextInt(people));
        }
        return numbers.stream().map(number -> somebody(number, any(random, GIVEN) + " " + any(random, SURNAMES),
                "19%02d-0%d-11".formatted(random.nextInt(90), 1 + random.nextInt(9)), any(random, CITIES))).toList();
    }

    private static Arrival somebody(int number, String name, String born, String city) {
        var arrival = Arrival.customer("crm:" + number, name).with("birthDate", born);
        arrival.record().putArray("addresses").addObject().put("street", "Weg " + number).put("city", city)
                .put("postcode", String.valueOf(10_000 + number % 7)).put("country", "DE");
        return arrival;
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static Set<Long> crowded(Arrivals hub) {
        return new TreeSet<>(hub.database.jdbc().sql("select key from block where members = '{}'").query(Long.class)
                .list());
    }

    private static void assertAllAreFiledWhereTheyShould(Arrivals hub) {
        var filed = filed(hub);
        var due = due(hub);

        assertThat(filed).as("each once under a key").doesNotHaveDuplicates();
        assertThat(filed.stream().filter(row -> !due.contains(row)).toList()).as("filed and not due").isEmpty();
        assertThat(due).as("due and not filed").isSubsetOf(filed);
    }

    private static List<Row> filed(Arrivals hub) {
        return hub.database.jdbc().sql("select key, unnest(members) from block")
                .query((row, number) -> new Row(row.getLong(1), row.getLong(2))).list();
    }

    /** Worked out of what everybody says. */
    private static Set<Row> due(Arrivals hub) {
        var crowded = crowded(hub);
        var rules = hub.rooms.get(Matching.class).matcher().rules();
        var due = new HashSet<Row>();
        hub.database.jdbc().sql("select id, profile from member where profile is not null").query(row -> {
            var profile = Profiles.read(row.getString(2));
            long member = row.getLong(1);
            LongStream.of(rules.blocking(profile.kind()).keys(profile).due(crowded::contains))
                    .filter(key -> !crowded.contains(key)).forEach(key -> due.add(new Row(key, member)));
        });
        return due;
    }
}
