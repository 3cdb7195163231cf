package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * Agents who work by the API while real products come and go, and somebody at RT's screen who sets
 * statuses of the same tickets. Every text has a mark of its own, by which it is found again.
 */
final class RealDesks implements AutoCloseable {

    /** What every text begins with. */
    static final String MARK = "harness M";

    private static final List<String> STATUSES = List.of("open", "waiting-customer", "resolved");
    private static final List<String> WORDS = List.of("open", "stalled", "resolved");
    private static final String FORM = "harness-form";

    /**
     * A case that is worked on, and its ticket in RT. @param before how much had been done to it there
     */
    record Desk(String id, String number, String ticket, int before) {}

    private final Api api;
    private final RealProducts products;
    private final Random random;
    private final List<Desk> desks;
    private final Map<String, List<String>> written = new TreeMap<>();
    private final Map<String, Integer> done = new TreeMap<>();
    private final CompletableFuture<Void> work;
    private volatile boolean isOpen = true;

    /** @param cases hub cases of RT's whose customers all products know */
    RealDesks(Api api, RealProducts products, Random random, List<String> cases) {
        this.api = api;
        this.products = products;
        this.random = random;
        desks = cases.stream().map(api::hubCase).filter(RealDesks::isOfOneTicket)
                .map(this::desk).toList();
        assertThat(desks).as("cases to work on").hasSizeGreaterThan(2);
        work = CompletableFuture.runAsync(this::work, Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().daemon().name("desks").unstarted(task)));
    }

    private Desk desk(JsonNode hub) {
        var ticket = hub.at("/origin/key").asText();
        return new Desk(hub.path("id").asText(), hub.path("number").asText(), ticket,
                products.requestTracker().history(ticket, Map.of()).size());
    }

    /** Then the status of the case is that of the ticket. */
    private static boolean isOfOneTicket(JsonNode hub) {
        return StreamSupport.stream(hub.path("links").spliterator(), false)
                .filter(link -> link.path("entity").asText().equals("case")).count() == 1;
    }

    List<Desk> desks() {
        return desks;
    }

    /** What the hub took of texts and documents, by ticket, in the order they were written. */
    Map<String, List<String>> written() {
        return written;
    }

    /** How much of each kind the hub took. */
    Map<String, Integer> done() {
        return done;
    }

    /** Ends the work. @throws java.util.concurrent.CompletionException with what went wrong in it */
    @Override
    public void close() {
        isOpen = false;
        work.join();
    }

    private void work() {
        while (isOpen) {
            var desk = desks.get(random.nextInt(desks.size()));
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> comment(desk);
                case 3, 4, 5 -> set(desk);
                case 6 -> attach(desk);
                case 7 -> correct("tryton", products.tryton().corrected(),
                        "{\"name\": \"Korrektur " + random.nextInt(100_000) + "\"}");
                case 8 -> correct("killbill", products.killBill().corrected(),
                        "{\"phone\": \"+4930%07d\"}".formatted(random.nextInt(10_000_000)));
                default -> setInRt(desk);
            }
            pause(100 + random.nextInt(900));
        }
    }

    private void comment(Desk desk) {
        var text = mark();
        took("comments", 201, api.send("POST", "/api/v1/cases/" + desk.id() + "/comments",
                "{\"text\": \"" + text + "\"}", "Content-Type", "application/json").statusCode());
        written.computeIfAbsent(desk.ticket(), ticket -> new ArrayList<>()).add(text);
    }

    private void set(Desk desk) {
        took("statuses", 200, api.send("PATCH", "/api/v1/cases/" + desk.id(),
                "{\"status\": \"" + STATUSES.get(random.nextInt(STATUSES.size())) + "\"}", "If-Match", "*",
                "Content-Type", "application/merge-patch+json").statusCode());
    }

    private void attach(Desk desk) {
        var text = mark();
        var form = """
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s.txt"\r
                Content-Type: text/plain\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(FORM, text.replace(' ', '-'), text);
        took("documents", 201, api.send("POST", "/api/v1/cases/" + desk.id() + "/documents", form, "Content-Type",
                "multipart/form-data; boundary=" + FORM).statusCode());
        written.computeIfAbsent(desk.ticket(), ticket -> new ArrayList<>()).add(text);
    }

    private void correct(String system, String key, String set) {
        took("corrections", 202, api.send("PATCH", "/api/v1/customers/" + customer(system, key), set, "If-Match", "*",
                "Content-Type", "application/merge-patch+json").statusCode());
    }

    /** A system may have an order of the same key. */
    private String customer(String system, String key) {
        return api.views("ref", system + ":" + key).stream()
                .filter(view -> StreamSupport.stream(view.at("/customer/records").spliterator(), false)
                        .map(record -> record.path("source"))
                        .anyMatch(source -> source.path("system").asText().equals(system)
                                && source.path("key").asText().equals(key)))
                .map(view -> view.at("/customer/id").asText()).findFirst().orElseThrow();
    }

    /** Somebody at RT's screen, where it runs. */
    private void setInRt(Desk desk) {
        try {
            products.requestTracker().setByStaff(desk.ticket(), WORDS.get(random.nextInt(WORDS.size())));
            done.merge("statuses set in RT", 1, Integer::sum);
        } catch (IllegalStateException e) {
            // it is stopped, or was while it was asked
        }
    }

    private void took(String what, int expected, int status) {
        assertThat(status).as(what).isEqualTo(expected);
        done.merge(what, 1, Integer::sum);
    }

    private static String mark() {
        return MARK + Long.toString(System.nanoTime(), 36);
    }

    private static void pause(int millis) {
        Awaitility.await().pollDelay(Duration.ofMillis(millis)).until(() -> true);
    }
}
