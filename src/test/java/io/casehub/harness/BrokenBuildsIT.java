package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.harness.BrokenHub.Build;
import io.casehub.harness.FaultyWire.Place;
import io.casehub.landscape.shipping.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The harness sees what it is there to see: hubs that are broken in one way each fail it, in the
 * very situation that a hub as it should be survives. Run by {@code ./mvnw verify -Pharness
 * -Dit.test=BrokenBuildsIT}.
 */
@Tag("harness")
class BrokenBuildsIT {

    private static final Duration QUIET = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("seed", 1);

    @ParameterizedTest
    @EnumSource(Build.class)
    void aBrokenBuildIsSeen(Build build) throws Exception {
        boolean isKeyed = build != Build.BLIND_RETRY;
        try (var company = FaultyCompany.open(folder, new Random(seed), build.word(), isKeyed);
                var desks = new Desks(company, new Random(seed + 2), 3)) {
            bringAbout(build, company, desks);
            company.awaitQuiet(QUIET);

            var verdict = Promises.of(company, desks);
            System.out.println(build + ": " + verdict.broken());
            Reliability.add("a build broken on purpose, " + build.word() + (verdict.broken().isEmpty()
                    ? ": **not seen**"
                    : ": seen"), command(), seed, new TreeMap<>(), verdict.broken());
            assertThat(verdict.broken()).isNotEmpty();
        }
    }

    @Test
    void aHubAsItShouldBeSurvivesAllOfIt() throws Exception {
        try (var company = FaultyCompany.open(folder, new Random(seed), "", true);
                var desks = new Desks(company, new Random(seed + 2), 3)) {
            for (var build : Build.values()) {
                if (build != Build.BLIND_RETRY) {
                    System.out.println("what breaks " + build);
                    bringAbout(build, company, desks);
                }
            }
            keepsPromises(company, desks, "what breaks each of them");
        }
    }

    @Test
    void aHubThatCannotKnowSendsNothingAgain() throws Exception {
        try (var company = FaultyCompany.open(folder, new Random(seed), "", false);
                var desks = new Desks(company, new Random(seed + 2), 3)) {
            bringAbout(Build.BLIND_RETRY, company, desks);
            keepsPromises(company, desks, "answers lost by a system that takes no key");
        }
    }

    private void keepsPromises(FaultyCompany company, Desks desks, String proof) throws Exception {
        company.awaitQuiet(QUIET);
        var verdict = Promises.of(company, desks);
        System.out.println(verdict);
        Reliability.add(proof + ", by the hub as it is", command(), seed, verdict.looked(), verdict.broken());
        assertThat(verdict.broken()).isEmpty();
    }

    private static String command() {
        return "./mvnw verify -Pharness -Dit.test=BrokenBuildsIT";
    }

    /** The situation that shows what is broken in a build. */
    private static void bringAbout(Build build, FaultyCompany company, Desks desks) throws Exception {
        switch (build) {
            case CURSOR_BEFORE_DATA -> killWhileItCannotStore(company);
            case PARKED_RECORD_DROPPED -> company.systems().publish(Topics.TRACKING, "VM0", "{\"trackingNo\": garbage");
            case NO_IDEMPOTENCY_KEY, BLIND_RETRY -> loseAnswers(company, desks);
            case NO_ECHO_CHECK -> bringTheFirstBackBeforeTheSecondIsOut(company, desks);
            case NO_LEASE_FENCE -> wakeANodeWhenAnotherHasGoneOn(company, desks);
        }
    }

    /** Everything that would be stored waits for the harness, and dies waiting. */
    private static void killWhileItCannotStore(FaultyCompany company) {
        var settings = company.landscape().hubSettings();
        var source = new DriverManagerDataSource(settings.getOrDefault("spring.datasource.url", ""),
                settings.get("spring.datasource.username"), settings.get("spring.datasource.password"));
        new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
            JdbcClient.create(source)
                    .sql("lock table source_version in share row exclusive mode").update();
            for (int n = 0; n < 8; n++) {
                company.landscape().system("shipping").touch();
            }
            pause(4000);
            company.kill();
        });
        company.killAndStart();
    }

    private static void loseAnswers(FaultyCompany company, Desks desks) {
        for (var trouble : List.of(Trouble.CUT, Trouble.SILENT_AFTER)) {
            company.wire("crm").makeForChanges(trouble);
            desks.write();
            pause(3000);
            company.wire("crm").make(Trouble.NONE);
            pause(12_000);
        }
    }

    private static void bringTheFirstBackBeforeTheSecondIsOut(FaultyCompany company, Desks desks) {
        var hub = desks.first("crm");
        var id = hub.path("id").asText();
        var other = hub.path("status").asText().equals("open") ? "waiting-customer" : "open";
        var wire = company.wire("crm");
        var isDone = new CountDownLatch(1);
        var mayBeAnswered = new CountDownLatch(1);
        wire.once(Place.DONE, false, () -> {
            isDone.countDown();
            await(mayBeAnswered);
        });
        wire.makeForReadings(Trouble.ERROR); // nothing comes back before the second is decided
        desks.set(hub, other);
        await(isDone);
        desks.set(hub, "resolved");
        wire.make(Trouble.NONE);
        var key = hub.at("/origin/key").asText();
        Awaitility.await("a reading that brings back what has no answer yet").atMost(Duration.ofMinutes(2))
                .until(() -> Statuses.believed(company.jdbc(), "crm", key)
                        .equals(company.systems().status("crm", key)));
        pause(6000);
        mayBeAnswered.countDown();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> !List.of("pending", "sending").contains(
                company.api().delivery(id).path("state").asText()));
    }

    /**
     * A node tells a system that takes no keys, and sleeps before it hears that this was lost; another
     * one tells it, and what came after; then the first one wakes. No reading may show meanwhile what
     * came of it: whatever has come back is not told again.
     */
    private static void wakeANodeWhenAnotherHasGoneOn(FaultyCompany company, Desks desks) {
        var hub = desks.first("billing");
        var id = hub.path("id").asText();
        var first = hub.path("status").asText().equals("open") ? "waiting-customer" : "open";
        var wire = company.wire("billing");
        wire.forgetKeys();
        wire.makeForReadings(Trouble.ERROR);
        var lost = wire.loseOne();
        desks.set(hub, first);
        await(lost);
        company.hub().freeze();
        var other = company.startAnother();
        desks.set(hub, "resolved");
        Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> company.api().delivery(id).path("state").asText()
                .equals("delivered"));
        company.hub().thaw();
        pause(15_000); // should it think that it is still to be told, it is told again
        wire.make(Trouble.NONE);
        company.stop(other);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
