package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import io.casehub.landscape.system.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A hub that is killed again and again while it loads five systems ends with the very same as one
 * that is left alone. Run by {@code ./mvnw verify -Pharness}; {@code -Dharness.seed=…} repeats a
 * run, {@code -Dharness.kills=…} and {@code -Dharness.customers=…} change its size.
 */
@Tag("harness")
class KilledHubIT {

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void killsDuringTheFirstLoadLeaveNoTrace() throws Exception {
        long seed = Long.getLong("harness.seed", System.nanoTime());
        int kills = Integer.getInteger("harness.kills", 12);
        System.out.println("harness.seed=" + seed + " kills=" + kills);
        var settings = LandscapeSettings.still(folder.resolve("landscape"),
                Integer.getInteger("harness.customers", 2000));
        try (var landscape = Landscape.start(settings)) {
            var left = Hub.of(landscape);
            var killed = Hub.of(landscape);

            load(left, 0);
            int done = killAtRandom(killed, new Random(seed), kills, received(left));
            load(killed, received(left));

            var expected = Snapshot.of(left.jdbc());
            System.out.println("killed " + done + " times; compared " + expected.sizes());
            assertThat(done).isEqualTo(kills);
            assertThat(expected.sizes())
                    .allSatisfy((part, size) -> assertThat(part.equals("parked") || size > 0).isTrue());
            var differences = Snapshot.of(killed.jdbc()).differences(expected);
            assertThat(differences).as(summary(differences)).isEmpty();
            assertThat(unbalanced(killed)).isZero();
        }
    }

    private static String summary(List<String> differences) {
        return differences.stream()
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(':')), TreeMap::new,
                        Collectors.counting()))
                .toString();
    }

    /** Kills hubs while records are coming in: each gets a moment more than it needs to begin. */
    private int killAtRandom(Hub hub, Random random, int kills, long all) throws InterruptedException {
        int done = 0;
        while (done < kills) {
            try (var process = HubProcess.start(hub.settings(), folder.resolve("killed.log"), QUICK_START)) {
                long before = received(hub);
                awaitOrEnd(process, () -> received(hub) > before || received(hub) == all);
                Thread.sleep(random.nextInt(2000));
                assertThat(process.isAlive()).as("the hub must not end by itself: " + folder.resolve("killed.log"))
                        .isTrue();
                process.kill();
                done++;
                System.out.println("kill " + done + " at " + received(hub) + " records");
            }
        }
        return done;
    }

    private void load(Hub hub, long atLeast) throws InterruptedException {
        try (var process = HubProcess.start(hub.settings(), folder.resolve("load.log"), QUICK_START)) {
            awaitOrEnd(process, () -> received(hub) >= atLeast && done(hub));
        }
    }

    /** Whether nothing more comes in, of any system, for a while. */
    private static boolean done(Hub hub) {
        long before = received(hub);
        if (before == 0) {
            return false;
        }
        for (int i = 0; i < 50; i++) {
            pause();
            if (received(hub) != before || !allReached(hub)) {
                return false;
            }
        }
        return true;
    }

    private static void awaitOrEnd(HubProcess process, java.util.function.BooleanSupplier condition) {
        var end = Instant.now().plus(LONGEST_LOAD);
        while (process.isAlive() && Instant.now().isBefore(end) && !condition.getAsBoolean()) {
            pause();
        }
        assertThat(Instant.now()).as("the load must end in time").isBefore(end);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long received(Hub hub) {
        return hub.jdbc().sql("select count(*) from source_version").query(Long.class).single();
    }

    private static boolean allReached(Hub hub) {
        return hub.jdbc().sql("""
                select count(distinct system) = 5 and bool_and(reached_at > now() - interval '40 seconds'
                       or route in ('shipping-replies', 'shipping-tracking', 'shipping-inquiries'))
                from source_contact
                """).query(Boolean.class).single();
    }

    private static long unbalanced(Hub hub) {
        return hub.jdbc()
                .sql("select count(*) from reading where received <> applied + unchanged + superseded + parked")
                .query(Long.class).single();
    }

    /** A hub of its own: the landscape's systems, an empty database. */
    private record Hub(Map<String, String> settings, JdbcClient jdbc) {

        static Hub of(Landscape landscape) {
            var database = TestDatabase.fresh();
            var settings = new HashMap<>(landscape.hubSettings());
            settings.put("spring.datasource.url", database.url());
            settings.put("spring.datasource.username", "postgres");
            settings.put("spring.datasource.password", "");
            settings.put("email.tls", "false");
            settings.put("server.port", String.valueOf(Loopback.freePort())); // its leases are its own again at once
            return new Hub(settings, database.jdbc());
        }
    }
}
