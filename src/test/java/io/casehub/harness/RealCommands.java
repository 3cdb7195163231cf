package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Statuses of cases that were set through the API, and what each of them left in the products: one
 * change of the ticket in RT, one note in Tryton, one custom field in Kill Bill.
 */
final class RealCommands {

    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final List<String> SYSTEMS = List.of("rt", "tryton", "killbill");

    private final Api api;
    private final RealProducts products;
    private final List<Told> all = new ArrayList<>();

    RealCommands(Api api, RealProducts products) {
        this.api = api;
        this.products = products;
    }

    /** Tickets of customers whom Tryton and Kill Bill know as well. */
    List<String> cases(int most) {
        var tickets = products.requestTracker().records().getOrDefault("case", Map.of());
        return api.casesOf("rt").stream()
                .filter(one -> tickets.containsKey(one.at("/origin/key").asText()) && isKnownEverywhere(one))
                .map(one -> one.path("id").asText()).limit(most).toList();
    }

    private boolean isKnownEverywhere(JsonNode one) {
        var systems = StreamSupport
                .stream(api.get("/api/v1/customers/" + one.path("customer").asText()).at("/customer/records")
                        .spliterator(), false)
                .map(record -> record.at("/source/system").asText()).toList();
        return systems.containsAll(SYSTEMS);
    }

    Told patch(String id) {
        return patch(id, () -> {
        });
    }

    /** Sets another status; what happens in between happens after RT was asked what it has. */
    Told patch(String id, Runnable inBetween) {
        var before = api.hubCase(id);
        var ticket = before.at("/origin/key").asText();
        boolean waits = before.path("status").asText().equals("waiting-customer");
        var word = waits ? "open" : "stalled";
        int times = products.requestTracker().changesTo(word, ticket);
        inBetween.run();
        var at = Instant.now();
        api.patch(id, "{\"status\":\"" + (waits ? "open" : "waiting-customer") + "\"}");
        var told = new Told(ticket, word, times, at, commands(id));
        all.add(told);
        return told;
    }

    /** The newest command for each system. */
    private Map<String, JsonNode> commands(String id) {
        var commands = new LinkedHashMap<String, JsonNode>();
        for (var delivery : Api.items(api.get("/api/v1/cases/" + id + "/deliveries"))) {
            commands.putIfAbsent(delivery.at("/source/system").asText(), delivery);
        }
        assertThat(commands.keySet()).as("whom the change is told").containsExactlyInAnyOrderElementsOf(SYSTEMS);
        return commands;
    }

    /** How long each system takes since an instant, until the change is found there. */
    Map<String, Duration> awaited(Told told, List<String> systems, Instant since) {
        var took = new LinkedHashMap<String, Duration>();
        await().atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
            for (var system : systems) {
                if (!took.containsKey(system) && isThere(told, system)) {
                    took.put(system, Duration.between(since, Instant.now()));
                }
            }
            return took.size() == systems.size();
        });
        return took;
    }

    private boolean isThere(Told told, String system) {
        return times(told, system) == 1
                && (!system.equals("rt") || products.requestTracker().status(told.ticket()).equals(told.word()));
    }

    private int times(Told told, String system) {
        var command = java.util.Objects.requireNonNull(told.commands().get(system));
        var id = command.path("id").asText();
        return switch (system) {
            case "rt" -> products.requestTracker().changesTo(told.word(), told.ticket()) - told.before();
            case "tryton" -> products.tryton().notes(id);
            default -> products.killBill().fields(command.at("/source/key").asText(), id);
        };
    }

    /**
     * Every command is carried out once, in Tryton and Kill Bill by its id; a line for each that is
     * not.
     */
    List<String> notOnce() {
        var found = new ArrayList<String>();
        for (var told : all) {
            for (var system : List.of("tryton", "killbill")) {
                if (times(told, system) != 1) {
                    found.add(system + " of ticket " + told.ticket() + ": " + times(told, system) + " times");
                }
            }
        }
        return found;
    }

    int size() {
        return all.size();
    }

    /** One status that was set, and how often the ticket had it before. */
    record Told(String ticket, String word, int before, Instant at, Map<String, JsonNode> commands) {}
}
