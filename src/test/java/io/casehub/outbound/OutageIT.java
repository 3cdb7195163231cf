package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.Rooms;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A system that was away for a day has more than a thousand commands waiting, and two nodes tell
 * them.
 */
class OutageIT {

    private static final int CASES = 200;
    private static final int MOST_AT_ONCE = 16;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    @TempDir
    static Path temp;

    private final Tracker tracker = new Tracker();
    private final Node one = new Node(tracker);
    private final Node other = new Node(tracker);
    private final Arrivals hub = new Arrivals(temp, one::joins, "ingest", "audit", "identity", "cases", "intake",
            "outbound");
    private final Rooms neighbour = Rooms.open(hub.database, Path.of("mappings"), other::joins, "ingest", "audit",
            "identity", "cases", "intake", "outbound");
    private final Cases cases = hub.rooms.get(Cases.class);

    @AfterEach
    void closesTheHubs() {
        neighbour.close();
        hub.close();
    }

    @Test
    void allOfItIsToldInOrderBySeveralNodesAtARateItBearsAndWhatIsSupersededIsNotTold() {
        var ids = opens();
        var expected = new HashMap<String, List<String>>();
        ids.forEach((key, id) -> expected.put(key, works(id)));
        hub.rooms.get(Worker.class).start();
        neighbour.get(Worker.class).start();
        await().atMost(LONGEST).until(() -> tracker.refused.get() >= 5);
        aDayGoesBy();

        tracker.isAway = false;
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(200)).until(() -> {
            hub.database.jdbc().sql("update outbound_breaker set open_until = now()").update();
            return waiting() == 0;
        });

        assertThat(tracker.took).isEqualTo(expected);
        assertThat(tracker.mostAtOnce).isLessThanOrEqualTo(2 * MOST_AT_ONCE);
        assertThat(one.told.get() + other.told.get()).isEqualTo(CASES * 4);
        assertThat(one.told.get()).as("both share the work").isPositive();
        assertThat(other.told.get()).as("both share the work").isPositive();
        assertThat(states()).containsOnly(Map.entry("delivered", (long) CASES * 7));
    }

    /** By its tickets' keys. */
    private Map<String, CaseId> opens() {
        var keys = IntStream.range(0, CASES).mapToObj(n -> "T" + n).toList();
        hub.arrive(keys.stream().map(key -> Arrival.ticket(key, "1")).toArray(Arrival[]::new));
        var links = cases.linked(keys.stream().map(key -> new SourceRef("crm", Entity.CASE, key)).toList());
        var ids = new HashMap<String, CaseId>();
        links.forEach((source, link) -> ids.put(source.key(), link.caseId()));
        return ids;
    }

    /** What agents do to a case in a day; answers what has to be told of it. */
    private List<String> works(CaseId id) {
        for (var status : List.of("waiting-customer", "resolved", "open")) {
            cases.change(id, Map.of(CaseField.STATUS, status), null, "agent:ada");
        }
        cases.comment(id, "He called.", true, "agent:ada", Optional.empty());
        for (var status : List.of("waiting-customer", "resolved")) {
            cases.change(id, Map.of(CaseField.STATUS, status), null, "agent:ada");
        }
        cases.comment(id, "Done.", true, "agent:ada", Optional.empty());
        return List.of("open", "He called.", "resolved", "Done.");
    }

    private void aDayGoesBy() {
        hub.database.jdbc().sql("""
                update delivery set created_at = created_at - interval '1 day', deadline = deadline - interval '1 day',
                                    next_at = now()
                """).update();
    }

    private long waiting() {
        return hub.database.jdbc().sql("select count(*) from delivery where state <> 'delivered'").query(Long.class)
                .single();
    }

    private Map<String, Long> states() {
        var states = new HashMap<String, Long>();
        hub.database.jdbc().sql("select state, count(*) as n from delivery group by state").query(row -> {
            states.put(row.getString("state"), row.getLong("n"));
        });
        return states;
    }

    /** The system, and what it did of each of its tickets. */
    private static final class Tracker {

        final Map<String, List<String>> took = new HashMap<>();
        final AtomicInteger refused = new AtomicInteger();
        volatile boolean isAway = true;
        int mostAtOnce;
        private int now;

        Outcome told(Command command) {
            if (isAway) {
                refused.incrementAndGet();
                return new Outcome.NotReached("connection refused", Duration.ZERO);
            }
            begin();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome.Unknown("stopped");
            }
            end(command);
            return RememberingCarrier.done(command.sequence() + 1);
        }

        private synchronized void begin() {
            mostAtOnce = Math.max(mostAtOnce, ++now);
        }

        private synchronized void end(Command command) {
            now--;
            took.computeIfAbsent(command.record().key(), key -> new ArrayList<>()).add(command.value());
        }
    }

    /** A hub node's way to the system. */
    private record Node(Tracker tracker, AtomicInteger told) implements Carrier {

        Node(Tracker tracker) {
            this(tracker, new AtomicInteger());
        }

        void joins(GenericApplicationContext context) {
            context.registerBean(Carrier.class, () -> this);
        }

        @Override
        public Outcome carry(Command command) {
            var outcome = tracker.told(command);
            if (outcome instanceof Outcome.Delivered) {
                told.incrementAndGet();
            }
            return outcome;
        }

        @Override
        public boolean carries(String system, CommandKind kind) {
            return true;
        }

        @Override
        public boolean isRepeatable(String system, CommandKind kind) {
            return true;
        }

        @Override
        public boolean folds(String system, CommandKind kind) {
            return kind.equals(CommandKind.CASE_STATUS);
        }

        @Override
        public Duration expected(String system, CommandKind kind) {
            return Duration.ofMinutes(15);
        }

        @Override
        public Map<CommandKind, String> declared(String system) {
            return Map.of();
        }

        @Override
        public boolean isSameThere(String system, CommandKind kind, @Nullable String one, @Nullable String another) {
            return String.valueOf(one).equals(another);
        }

        @Override
        public Map<String, List<Entity>> hearing() {
            return Map.of();
        }

        @Override
        public List<String> owned(String system) {
            return List.of();
        }
    }
}
