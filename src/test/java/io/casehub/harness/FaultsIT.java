package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub among systems that misbehave, killed, frozen, without its database and without its
 * broker, while agents work and sources change; then what must be true is counted in the systems'
 * journals. Run by {@code ./mvnw verify -Pharness -Dit.test=FaultsIT -Dminutes=8}; {@code -Dseed=…}
 * repeats the order of faults, {@code -Dfaults=none} is the control run, {@code -Dfaults=kills}
 * kills and does nothing else, and {@code -Dfaults=DISK_FULL,NODE_FROZEN} chooses some. Each run
 * adds a row to {@code docs/reliability.md}.
 */
@Tag("harness")
class FaultsIT {

    private static final Duration QUIET = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final int minutes = Integer.getInteger("minutes", 5);
    private final String chosen = System.getProperty("faults", "all");
    private final Random random = new Random(seed);
    private final Map<String, Integer> done = new TreeMap<>();

    @Test
    void whateverHappensThePromisesAreKept() throws Exception {
        System.out.println("seed=" + seed + " minutes=" + minutes + " faults=" + chosen);
        try (var company = FaultyCompany.open(folder, random, "", true)) {
            var changes = new Random(seed + 1);
            var desks = new Desks(company, new Random(seed + 2), 6).open();
            var end = Instant.now().plus(Duration.ofMinutes(minutes));
            var order = new ArrayList<Fault>();
            while (Instant.now().isBefore(end)) {
                change(company, changes);
                if (order.isEmpty()) {
                    order.addAll(Fault.inOrder(chosen, random));
                }
                var fault = order.removeFirst();
                System.out.println(Instant.now() + " fault " + fault);
                fault.happen(company, desks, random);
                done.merge(fault.toString(), 1, Integer::sum);
            }
            company.wires().forEach(wire -> wire.make(Trouble.NONE));
            desks.close();
            company.awaitQuiet(QUIET);

            var verdict = Promises.of(company, desks);
            var looked = new TreeMap<>(verdict.looked());
            looked.putAll(desks.sizes());
            System.out.println("faults " + done + "\nlooked at " + looked);
            verdict.broken().forEach(System.out::println);
            var again = recoveries(company).map(times -> "; ready again after " + times).orElse("");
            Reliability.add(chosen.equals("none") ? "no fault, as a control" : "faults among load: " + done + again,
                    "./mvnw verify -Pharness -Dit.test=FaultsIT -Dminutes=" + minutes
                            + (chosen.equals("all") ? "" : " -Dfaults=" + chosen),
                    seed, looked, verdict.broken());
            assertThat(looked.get("status effects")).as("nothing was done, so nothing was proven").isPositive();
            assertThat(verdict.broken()).isEmpty();
        }
    }

    /** For how long nobody was there after the kills. */
    private static Optional<String> recoveries(FaultyCompany company) {
        var times = company.recoveries().stream().sorted().toList();
        return Optional.of(times).filter(some -> !some.isEmpty()).map(some -> "%.1f s in the middle, %.1f s at most"
                .formatted(some.get(some.size() / 2).toMillis() / 1000.0, some.getLast().toMillis() / 1000.0));
    }

    /** People work in the systems themselves, too. */
    private static void change(FaultyCompany company, Random random) {
        for (var system : List.of("crm", "erp", "billing", "shipping", "shipping", "email")) {
            if (random.nextInt(3) > 0) {
                company.landscape().system(system).touch();
            }
        }
    }
}
