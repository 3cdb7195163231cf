package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Agents at work while things break: they set statuses and write comments on cases that nobody else
 * touches, and whoever gets no answer to a comment sends it again with its key.
 */
final class Desks implements AutoCloseable {

    private static final List<String> STATUSES = List.of("open", "waiting-customer", "resolved");

    /** What an agent wrote, and the hub took: on which case of the crm, and the mark in it. */
    record Written(String key, String mark) {}

    private final FaultyCompany company;
    private final Random random;
    private final List<JsonNode> cases = new ArrayList<>();
    private final List<Written> written = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private volatile boolean isOpen = true;
    private volatile int statuses;

    /** @param each how many cases of each system they work on */
    Desks(FaultyCompany company, Random random, int each) {
        this.company = company;
        this.random = random;
        for (var system : List.of("crm", "billing", "shipping")) {
            company.api().casesOf(system).stream()
                    .filter(hub -> company.api().hubCase(hub.path("id").asText()).path("links").size() == 1)
                    .limit(each).forEach(cases::add);
        }
        if (cases.size() < 3) {
            throw new IllegalStateException("there is nothing to work on");
        }
    }

    /** Lets them work by themselves until they are closed. */
    Desks open() {
        thread = Thread.ofPlatform().daemon().name("desks").start(this::work);
        return this;
    }

    List<Written> written() {
        return List.copyOf(written);
    }

    /** How many statuses the hub said it had set. */
    int statuses() {
        return statuses;
    }

    /** The keys of a system's cases that are worked on. */
    List<String> keys(String system) {
        return cases.stream().filter(hub -> hub.at("/origin/system").asText().equals(system))
                .map(hub -> hub.at("/origin/key").asText()).toList();
    }

    /** Somebody writes on a case of the crm now; answers when the hub took it. */
    Written write() {
        var ofCrm = cases.stream().filter(hub -> hub.at("/origin/system").asText().equals("crm")).toList();
        var hub = ofCrm.get(random.nextInt(ofCrm.size()));
        var mark = "M" + Long.toString(System.nanoTime(), 36);
        var one = new Written(hub.at("/origin/key").asText(), mark);
        boolean isTaken = isTaken(hub.path("id").asText(), mark);
        while (isOpen && !isTaken) {
            pause(500);
            isTaken = isTaken(hub.path("id").asText(), mark);
        }
        if (isTaken) {
            written.add(one);
        }
        return one;
    }

    /** Somebody sets a status of some case of a system now, if the hub answers. */
    void set(String system) {
        var ofSystem = cases.stream().filter(hub -> hub.at("/origin/system").asText().equals(system)).toList();
        set(ofSystem.get(random.nextInt(ofSystem.size())));
    }

    @Override
    public void close() {
        isOpen = false;
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(60));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (isOpen) {
            if (random.nextInt(3) == 0) {
                write();
            } else {
                var hub = cases.get(random.nextInt(cases.size()));
                set(hub);
                if (random.nextBoolean()) {
                    set(hub); // at once once more: the echo of the first comes when the second is decided
                }
            }
            pause(50 + random.nextInt(150));
        }
    }

    /** The first case of a system that is worked on. */
    JsonNode first(String system) {
        return cases.stream().filter(hub -> hub.at("/origin/system").asText().equals(system)).findFirst().orElseThrow();
    }

    private void set(JsonNode hub) {
        set(hub, STATUSES.get(random.nextInt(3)));
    }

    void set(JsonNode hub, String status) {
        try {
            var path = "/api/v1/cases/" + hub.path("id").asText();
            var answer = company.api().send("PATCH", path, "{\"status\": \"" + status + "\"}",
                    "If-Match", "*", "Content-Type", "application/merge-patch+json");
            if (answer.statusCode() == 200) {
                statuses++;
            }
        } catch (IllegalStateException e) {
            // the hub is away: whether it was done, its deliveries say
        }
    }

    private boolean isTaken(String id, String mark) {
        try {
            return company.api().send("POST", "/api/v1/cases/" + id + "/comments", "{\"text\": \"Note " + mark + "\"}",
                    "Idempotency-Key", mark, "Content-Type", "application/json").statusCode() == 201;
        } catch (IllegalStateException e) {
            return false; // the hub is away
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Integer> sizes() {
        return Map.of("cases worked on", cases.size(), "comments taken", written.size(), "statuses set", statuses);
    }
}
