package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Mails keep coming while the hub is killed, the mail server restarted and its UIDVALIDITY changed:
 * the books balance and each mail is in once. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=KilledMailIT}; {@code -Dharness.seed=…} repeats a run,
 * {@code -Dharness.mails=…}, {@code .kills} and {@code .restarts} change its size; all three 0, it
 * measures delivery and intake alone.
 */
@Tag("harness")
class KilledMailIT {

    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final String LATEST = "(select max(uid_validity) from mail_receipt)";

    @TempDir
    Path folder;
    private PostOffice post;
    private TestDatabase database;
    private Map<String, String> settings;

    @BeforeEach
    void opensThePostOffice() throws Exception {
        post = PostOffice.open();
        post.start();
        database = TestDatabase.fresh();
        var routes = Files.createDirectory(folder.resolve("routes"));
        for (var name : List.of("_templates", "api", "email")) {
            Files.createSymbolicLink(routes.resolve(name), Path.of("routes", name).toAbsolutePath());
        }
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        settings = new HashMap<>(post.settings());
        settings.putAll(Map.of("spring.datasource.url", database.url(), "spring.datasource.username", "postgres",
                "server.port", String.valueOf(port), "casehub.routes", routes.toString(), "spring.main.banner-mode",
                "off", "casehub.documents.folder", folder.resolve("documents").toString()));
    }

    @AfterEach
    void closesThePostOffice() throws Exception {
        post.close();
    }

    @Test
    void noMailIsLostOrDoubledWhateverIsKilled() throws Exception {
        long seed = Long.getLong("harness.seed", System.nanoTime());
        int mails = Integer.getInteger("harness.mails", 10_000);
        int kills = Integer.getInteger("harness.kills", 20);
        int restarts = post.isReal() ? Integer.getInteger("harness.restarts", 5) : 0;
        System.out.println("harness.seed=" + seed + " mails=" + mails + " kills=" + kills + " restarts=" + restarts
                + " load " + load());
        var random = new Random(seed);
        var letters = new Letters(random);
        var started = Instant.now();
        var restarted = IntStream.rangeClosed(1, restarts).map(i -> i * kills / (restarts + 1)).boxed().toList();
        for (int i = 0; i < kills; i++) {
            var batch = letters.next(mails / kills, 500);
            try (var hub = start()) {
                // what was there before the hub is not acknowledged
                await(hub, () -> count("reading where cursor is not null") > 0);
                var sending = CompletableFuture.runAsync(() -> send(batch));
                long before = received();
                await(hub, () -> received() > before);
                if (restarted.contains(i)) {
                    restart(restarted.indexOf(i) == restarts / 2);
                }
                Thread.sleep(random.nextInt(2000));
                assertThat(hub.isAlive()).as(Files.readString(folder.resolve("hub.log"))).isTrue();
                hub.kill();
                sending.join();
            }
            System.out.println("kill " + (i + 1) + " at " + received() + " receipts of " + post.count() + " mails");
        }
        try (var hub = start()) {
            await(hub, () -> isCaughtUp());
            System.out.println("caught up after " + Duration.between(started, Instant.now()).toSeconds() + " s: "
                    + books());
            mustBeInOnce(letters);
            System.out.println("acknowledgements: " + database.jdbc()
                    .sql("""
                            select coalesce(string_agg(state || ' ' || n, ', '), 'none') || ' of ' || (select count(*) from acknowledgement)
                                   || ' due, backlog ' || (select count(*) from mail_receipt where backlog) from
                            (select state, count(*) as n from delivery where kind = 'acknowledgement' group by state) s
                            """)
                    .query(String.class).single());
            delivery(letters);
        }
        rate(letters);
    }

    private void mustBeInOnce(Letters letters) throws IOException {
        assertThat(count("mail_receipt where uid_validity = " + LATEST)).as("all of the mailbox in its last life")
                .isEqualTo(post.count());
        assertThat(count("mail_receipt where fate in ('quarantined', 'refused', 'waiting')")).isZero();
        var ids = database.jdbc().sql("select key from source_record where entity = 'interaction'").query(String.class)
                .set();
        var sent = database.jdbc().sql("select distinct message_id from mail_receipt").query(String.class).set();
        assertThat(ids).isEqualTo(sent);
        assertThat(database.jdbc().sql("""
                select message_id from mail_receipt group by message_id
                having count(*) filter (where fate in ('new-case', 'reply', 'automatic')) <> 1
                """).query(String.class).list()).as("each mail has one fate, and else duplicates").isEmpty();
        assertThat(misplaced(letters)).as("answers that are not in the case of what they answer").isEmpty();
        assertThat(
                count("(select 1 from delivery where kind = 'acknowledgement' group by case_id having count(*) > 1) s"))
                .isZero();
        assertThat(count("reading where received <> applied + unchanged + superseded + parked")).isZero();
    }

    private Set<String> misplaced(Letters letters) {
        var cases = new HashMap<String, String>();
        database.jdbc().sql("select key, case_id from case_link where entity = 'interaction'")
                .query(row -> {
                    cases.put(row.getString("key"), row.getString("case_id"));
                });
        var misplaced = new TreeSet<String>();
        letters.rootOf.forEach((id, root) -> {
            if (!cases.containsKey(id) || !cases.get(id).equals(cases.get(root))) {
                misplaced.add(id);
            }
        });
        return misplaced;
    }

    /** From the server's yes to a case by API. */
    private void delivery(Letters letters) throws Exception {
        var api = new Api("http://localhost:" + settings.get("server.port"),
                new ApiKeys(database.jdbc(), new AuditTrail(database.jdbc()),
                        TransactionOperations.withoutTransaction())
                        .issue("harness", Role.ofKeys(), Duration.ofDays(1), "cli:test").text());
        var times = new ArrayList<Duration>();
        for (var mail : letters.next(Integer.getInteger("harness.seen", 100), 500).entrySet()) {
            var start = Instant.now();
            post.send(Map.of(mail.getKey(), mail.getValue()));
            if (!mail.getKey().contains(" ")) {
                var path = "/api/v1/mail?messageId=" + mail.getKey();
                while (api.get(path).at("/items/0/settledAt").isMissingNode()) {
                    Thread.sleep(10);
                }
                times.add(Duration.between(start, Instant.now()));
            }
        }
        Collections.sort(times);
        System.out.println("delivery to receipt and case: p50 " + times.get(times.size() / 2).toMillis() + " ms, p95 "
                + times.get(times.size() * 95 / 100).toMillis() + " ms of " + times.size() + ", load " + load());
    }

    /** Mails of 50 KB that wait for the hub. */
    private void rate(Letters letters) throws Exception {
        int mails = Integer.getInteger("harness.large", 1000);
        long before = received();
        long all = mailbox() + mails;
        post.send(letters.next(mails, 50_000));
        try (var hub = start()) {
            await(hub, () -> mailbox() >= all && isCaughtUp());
        }
        long millis = database.jdbc().sql("""
                select 1000 * extract(epoch from max(settled_at) - min(stored_at)) from mail_receipt
                where n > (select n from mail_receipt order by n offset ? - 1 limit 1)
                """).param(before).query(Double.class).single().longValue();
        System.out.println("intake of mails of 50 KB: " + (received() - before) * 1000 / Math.max(1, millis) + "/s, "
                + (received() - before) + " in " + millis + " ms, load " + load());
        assertThat(count("mail_receipt where fate in ('quarantined', 'refused', 'waiting')")).isZero();
    }

    private void restart(boolean changesUidValidity) throws Exception {
        post.stop();
        if (changesUidValidity) {
            post.changeUidValidity();
        }
        post.start();
        System.out.println("mail server restarted" + (changesUidValidity ? ", UIDVALIDITY changed" : ""));
    }

    private HubProcess start() {
        return HubProcess.start(settings, folder.resolve("hub.log"), QUICK_START);
    }

    private void send(Map<String, byte[]> mails) {
        try {
            post.send(mails);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whatever is in the mailbox is in, and nothing more comes. */
    private boolean isCaughtUp() {
        for (int i = 0; i < 20; i++) {
            if (count("mail_receipt where uid_validity = " + LATEST) != mailbox()
                    || count("mail_receipt where fate = 'waiting'") > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private long mailbox() {
        try {
            return post.count();
        } catch (IOException e) {
            return -1; // a file was moved while they were counted
        }
    }

    private static void await(HubProcess hub, BooleanSupplier condition) {
        var end = Instant.now().plus(LONGEST);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it must end in time").isBefore(end);
            assertThat(hub.isAlive()).as("the hub must not end by itself").isTrue();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String books() {
        return database.jdbc().sql("select coalesce(string_agg(fate || ' ' || n, ', ' order by fate), 'none') from "
                + "(select fate, count(*) as n from mail_receipt group by fate) s").query(String.class).single();
    }

    private long received() {
        return count("mail_receipt");
    }

    private long count(String what) {
        JdbcClient jdbc = database.jdbc();
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
