package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.landscape.system.Loopback;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The hub beside four real products that somebody else runs ({@code ../shared/systems}), changed
 * and stopped at random while it reads them. What must be true is asked of the products; the
 * figures go to {@code docs/figures.md}. Run by {@code ./mvnw verify -Pharness
 * -Dit.test=RealSystemsIT -Dharness.minutes=30}; {@code -Dharness.seed=…} repeats a run.
 */
@Tag("harness")
class RealSystemsIT {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(10);
    private static final int CASES = 5;
    private static final int DESKS = 8;

    /** By which a note of {@code touch} may be late: it is written after the change. */
    private static final Duration LATE = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("harness.seed", System.nanoTime());
    private final int minutes = Integer.getInteger("harness.minutes", 3);
    private final Random random = new Random(seed);
    private final TestDatabase database = TestDatabase.fresh();
    private final HubRecords records = new HubRecords(database.jdbc());
    private final List<JsonNode> touched = new ArrayList<>();
    private final RealProducts products;
    private final RealFigures figures;

    RealSystemsIT() throws Exception {
        products = new RealProducts();
        figures = new RealFigures(seed, minutes);
    }

    @Test
    void realProductsThatChangeAndStopAreKnownAndTold() throws Exception {
        var missing = products.missing();
        assumeThat(missing).as(missing.orElse("")).isEmpty();
        products.all().forEach(Product::prepare);
        products.newChanges();
        var port = Loopback.freePort();
        var began = Instant.now();
        try (var hub = HubProcess.start(settings(port),
                Path.of(System.getProperty("harness.log", folder.resolve("hub.log").toString())))) {
            load(hub, began);
            progress("loaded");
            var api = new Api("http://localhost:" + port,
                    new ApiKeys(database.jdbc(), new AuditTrail(database.jdbc()),
                            TransactionOperations.withoutTransaction())
                            .issue("harness", Role.ofKeys(), Duration.ofDays(1), "cli:test")
                            .text());
            var commands = new RealCommands(api, products);
            work(api, commands, began.plus(Duration.ofMinutes(minutes)));
            progress("changed and stopped");
            tell(commands);
            progress("told");
            agree(api);
            progress("agreed");
            assertThat(commands.notOnce()).isEmpty();
            figures.said("statuses set through the API, each found once in RT, Tryton and Kill Bill", commands.size());
            assertThat(hub.isAlive()).as("the hub must not end by itself").isTrue();
        }
        figures.write(Path.of("docs/figures.md"));
    }

    private Map<String, String> settings(int port) {
        var settings = new HashMap<>(products.settings());
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", "postgres");
        settings.put("spring.datasource.password", "");
        settings.put("server.port", String.valueOf(port));
        return settings;
    }

    /** The first load is done, per system, when keys and contents are those of the product. */
    private void load(HubProcess hub, Instant began) {
        var done = new HashSet<String>();
        await().atMost(LONGEST_LOAD).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            assertThat(hub.isAlive()).as("the hub must not end by itself").isTrue();
            var open = new ArrayList<String>();
            products.all().stream().filter(product -> !done.contains(product.system())).forEach(product -> {
                var differences = products.differences(product, records);
                open.addAll(differences);
                if (differences.isEmpty() && done.add(product.system())) {
                    figures.loaded(product.system(), size(product), Duration.between(began, Instant.now()));
                }
            });
            assertThat(open).as("what the first load has not brought in").isEmpty();
        });
    }

    private int size(Product product) {
        return records.of(product.system()).values().stream().mapToInt(Map::size).sum();
    }

    /** Agents work all the while; what came of it is asked of the products. */
    private void work(Api api, RealCommands commands, Instant end) throws Exception {
        var desks = new RealDesks(api, products, new Random(seed), commands.cases(DESKS));
        try (desks) {
            rounds(api, end);
        }
        var effects = new RealEffects(api, products, database.jdbc(), desks);
        var broken = effects.broken();
        figures.said("what agents did meanwhile, and the fates of the commands", effects.looked());
        Reliability.add(
                "agents, somebody in RT and `touch` change things while Kill Bill, Tryton, Request Tracker and the "
                        + "mail server are stopped and started, " + minutes + " minutes",
                "./mvnw verify -Pharness -Dit.test=RealSystemsIT -Dharness.minutes=" + minutes, seed, effects.looked(),
                broken);
        assertThat(broken).isEmpty();
    }

    private void rounds(Api api, Instant end) {
        int rounds = 0;
        int stops = 0;
        do {
            products.touch();
            touched.addAll(products.newChanges());
            for (var product : products.all()) {
                linger(Duration.ofMillis(random.nextInt(3000)));
                figures.seen(product.system(), seen(api, product, null));
            }
            if (random.nextInt(4) > 0 || rounds == 0) {
                var product = products.all().get(random.nextInt(products.all().size()));
                stopForAWhile(product);
                figures.seenAfterStop(product.system(), seen(api, product, Instant.now()));
                stops++;
            }
            rounds++;
        } while (Instant.now().isBefore(end));
        touched.addAll(products.newChanges());
        figures.said("rounds of changes by `touch` (changes), stops of a product for up to 20 s and its start",
                rounds + " (" + touched.size() + "), " + stops);
    }

    /** From a change, or from an instant before it, to what the API shows. */
    private Duration seen(Api api, Product product, @Nullable Instant since) {
        var mark = "M" + Long.toString(System.nanoTime(), 36);
        product.change(mark);
        var from = since == null ? Instant.now() : since;
        await().atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10))
                .until(() -> product.isSeen(api, mark));
        return Duration.between(from, Instant.now());
    }

    private void stopForAWhile(Product product) {
        try {
            products.stop(product.name());
            products.touchAllBut(product.name());
            linger(Duration.ofMillis(random.nextInt(20_000)));
        } finally {
            products.start(product.name()); // others use it as well
        }
    }

    /** Statuses for some tickets, then one more for each product while that is stopped. */
    private void tell(RealCommands commands) {
        var cases = commands.cases(CASES);
        assertThat(cases).as("tickets of customers whom all know").hasSize(CASES);
        for (var id : cases) {
            var told = commands.patch(id);
            commands.awaited(told, List.of("rt", "tryton", "killbill"), told.at()).forEach(figures::told);
        }
        for (var product : products.all().subList(0, 3)) {
            tellWhileStopped(commands, cases.get(random.nextInt(CASES)), product);
        }
    }

    private void tellWhileStopped(RealCommands commands, String id, Product product) {
        RealCommands.Told told;
        try {
            told = commands.patch(id, () -> products.stop(product.name()));
            linger(Duration.ofMillis(10_000 + random.nextInt(10_000)));
        } finally {
            products.start(product.name()); // others use it as well
        }
        var started = Instant.now();
        commands.awaited(told, List.of(product.system()), started).forEach(figures::toldAfterStop);
        commands.awaited(told, List.of("rt", "tryton", "killbill"), told.at());
    }

    /** In the end, and at rest, everything is the same on both sides. */
    private void agree(Api api) {
        await().atMost(LONGEST).pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(products.differences(records)).isEmpty());
        assertThat(RealViews.of(api, database.jdbc()).differences(products)).isEmpty();
        assertThat(touched.stream().filter(change -> !isThere(change)).toList()).isEmpty();
        for (var product : products.all()) {
            assertThat(api.parked(product.system())).isEmpty();
            var books = api.connector(product.system()).path("books");
            assertThat(books.path("received").asLong()).isPositive().isEqualTo(books.path("applied").asLong()
                    + books.path("unchanged").asLong() + books.path("superseded").asLong()
                    + books.path("parked").asLong());
        }
    }

    /** Whether the hub has read since then what a change of {@code touch} was about. */
    private boolean isThere(JsonNode change) {
        var at = Instant.parse(change.path("at").asText()).minus(LATE);
        var key = change.path("id").asText();
        boolean deleted = change.path("change").asText().equals("delete");
        return switch (change.path("object").asText()) {
            case "sale.sale" -> isThere("tryton", "order", key, deleted, at);
            case "stock.shipment.out" -> isThere("tryton", "shipment", key, deleted, at);
            case "account.invoice" -> isThere("tryton", "invoice", key, deleted, at);
            case "party.party" -> isThere("tryton", "customer", key, deleted, at);
            case "party.contact_mechanism" ->
                isThere("tryton", "customer", change.path("party").asText(), false, at);
            case "invoice" -> isThere("killbill", "invoice", key, deleted, at);
            case "account" -> change.path("change").asText().equals("close") // an account that is closed reads as
                                                                             // before
                    || isThere("killbill", "customer", key, deleted, at);
            case "ticket" -> isThere("rt", "case", key, deleted && !isBack(key), at);
            case "message" -> !change.path("change").asText().equals("create")
                    || !change.path("mailbox").asText().equals("support")
                    || isThere("email", "interaction", key.replaceAll("[<>]", ""), false, at);
            case "custom_field", "message flags" -> true; // nothing the hub reads
            default -> throw new IllegalStateException("touch does something new: " + change);
        };
    }

    /** Somebody at RT's screen sets statuses of deleted tickets, too. */
    private boolean isBack(String ticket) {
        return products.requestTracker().records().getOrDefault("case", Map.of()).containsKey(ticket);
    }

    private boolean isThere(String system, String entity, String key, boolean deleted, Instant at) {
        boolean held = records.of(system).getOrDefault(entity, Map.of()).containsKey(key);
        return deleted ? !held : records.isReadSince(system, entity, key, at);
    }

    /** A run takes longer than anybody watches in silence. */
    private static void progress(String stage) {
        System.out.println(Instant.now() + " " + stage);
    }

    private static void linger(Duration time) {
        var until = Instant.now().plus(time);
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5))
                .until(() -> Instant.now().isAfter(until));
    }
}
