package io.casehub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many people, as {@link PeopleGenerator} makes them: who is one customer hangs neither on the
 * order nor on the node.
 */
class CrowdIT {

    private static final int PAGE = 20;

    @TempDir
    static Path temp;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void peopleWithFaultyRecordsAreTheSameCustomersInWhateverOrderTheyArrive(long seed) {
        var people = Crowd.spread(new PeopleGenerator(seed).records(150, 0.6), "crm", "erp", "billing");
        var shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(projection(shuffled)).isEqualTo(projection(people));
    }

    @Test
    void twoNodesThatAreFedTheSamePeopleAtOnceMakeNoDoubles() throws Exception {
        var people = new PeopleGenerator(7).records(240, 0);
        try (var hub = new Arrivals(temp); var other = hub.neighbour()) {
            atOnce(() -> feed(hub, people.stream().map(person -> Crowd.arrival("crm", person, true)).toList()),
                    () -> feed(other, people.stream().map(person -> Crowd.arrival("erp", person, true)).toList()));

            var expected = new HashSet<Set<String>>();
            people.forEach(person -> expected.add(Set.of("crm:" + person.id(), "erp:" + person.id())));
            assertThat(groups(hub)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void twoNodesDecideAsOneDoes(long seed) throws Exception {
        var people = Crowd.spread(new PeopleGenerator(seed).records(400, 0.6), "crm", "erp");
        var alone = projection(people);
        try (var hub = new Arrivals(temp); var other = hub.neighbour()) {
            atOnce(() -> feed(hub, of("crm", people)), () -> feed(other, of("erp", people)));

            assertThat(hub.projection()).isEqualTo(alone);
        }
    }

    private static Map<String, String> projection(List<Arrival> people) {
        try (var hub = new Arrivals(temp)) {
            feed(hub, people);
            return hub.projection();
        }
    }

    /** In pages, none of which may be refused. */
    private static boolean feed(Arrivals hub, List<Arrival> people) {
        for (int from = 0; from < people.size(); from += PAGE) {
            hub.arrive(people.subList(from, Math.min(people.size(), from + PAGE)).toArray(Arrival[]::new));
        }
        return true;
    }

    private static List<Arrival> of(String system, List<Arrival> people) {
        return people.stream().filter(arrival -> arrival.mapping().startsWith(system + "/")).toList();
    }

    private static Set<Set<String>> groups(Arrivals hub) {
        var groups = new HashMap<String, Set<String>>();
        hub.database.jdbc().sql("select customer_id::text, system || ':' || key from member").query(row -> {
            groups.computeIfAbsent(row.getString(1), any -> new HashSet<>()).add(row.getString(2));
        });
        return new HashSet<>(groups.values());
    }

    private static void atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = List.of(one, other).stream().map(task -> threads.submit(() -> {
                start.await();
                return task.call();
            })).toList();
            for (var task : done) {
                assertThat(task.get()).isTrue();
            }
        }
    }
}
