package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub among systems that misbehave, killed, frozen, without its database and without its
 * broker, while agents work and sources change; then what must be true is counted in the systems'
 * journals. Run by {@code ./mvnw verify -Pharness -Dit.test=FaultsIT -Dminutes=8}; {@code -Dseed=…}
 * repeats the order of faults, {@code -Dfaults=none} is the control run. Each run adds a row to
 * {@code docs/reliability.md}.
 */
@Tag("harness")
class FaultsIT {

    private static final Duration QUIET = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final int minutes = Integer.getInteger("minutes", 5);
    private final boolean isControl = "none".equals(System.getProperty("faults"));
    private final Random random = new Random(seed);
    private final Map<String, Integer> done = new TreeMap<>();

    @Test
    void whateverHappensThePromisesAreKept() throws Exception {
        System.out.println("seed=" + seed + " minutes=" + minutes + (isControl ? " control" : ""));
        try (var company = FaultyCompany.open(folder, random, "", true)) {
            var changes = new Random(seed + 1);
            var desks = new Desks(company, new Random(seed + 2), 6).open();
            var end = Instant.now().plus(Duration.ofMinutes(minutes));
            var order = new ArrayList<Fault>();
            while (Instant.now().isBefore(end)) {
                change(company, changes);
                if (order.isEmpty()) {
                    order.addAll(Fault.inOrder(random));
                }
                var fault = isControl ? Fault.QUIET : order.removeFirst();
                System.out.println("fault " + fault);
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
            Reliability.add(isControl ? "no fault, as a control" : "faults among load: " + done,
                    "./mvnw verify -Pharness -Dit.test=FaultsIT -Dminutes=" + minutes
                            + (isControl ? " -Dfaults=none" : ""),
                    seed, looked, verdict.broken());
            assertThat(looked.get("status effects")).as("nothing was done, so nothing was proven").isPositive();
            assertThat(verdict.broken()).isEmpty();
        }
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
