package io.casehub.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.landscape.system.HttpDoor;
import io.casehub.landscape.system.HttpDoor.Answer;
import io.casehub.landscape.system.HttpDoor.Request;
import io.casehub.landscape.system.Loopback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The shop itself: it is asked for what changed, told of statuses, and stands for the five systems
 * that an answer is composed from.
 */
final class Shop implements AutoCloseable {

    static final Duration OWN_TIME = Duration.ofMillis(10);

    private final int port = Loopback.freePort();
    private final HttpDoor door = new HttpDoor(port, this::answer);
    private final List<ObjectNode> changes = new ArrayList<>();
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final Map<String, String> parts = new ConcurrentHashMap<>();

    Shop() {
        door.open();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What each of the five systems answers. */
    void says(List<String> answers) {
        for (int source = 0; source < answers.size(); source++) {
            parts.put(String.valueOf(source), answers.get(source));
        }
    }

    /** An order changes now; no two changes have one time. */
    synchronized void change(ObjectNode order) {
        var last = changes.isEmpty() ? Instant.EPOCH : Instant.parse(changes.getLast().path("changed").asText());
        var now = Instant.ofEpochMilli(Math.max(System.currentTimeMillis(), last.toEpochMilli() + 1));
        changes.add(order.put("changed", now.toString()));
    }

    /** When the shop had answered a status of a complaint, as {@link System#nanoTime}. */
    Map<String, Long> told() {
        return told;
    }

    private Answer answer(Request request) {
        var path = request.path().split("/");
        return switch (path[1]) {
            case "orders" -> Answer.json(200, behind(request.query()));
            case "cases" -> statusOf(path[2], request.body());
            case "source" -> part(path[2]);
            default -> Answer.json(404, "{}");
        };
    }

    private synchronized String behind(Map<String, String> query) {
        var since = Instant.parse(query.getOrDefault("since", Instant.EPOCH.toString()));
        return changes.stream().filter(change -> Instant.parse(change.path("changed").asText()).isAfter(since))
                .limit(Integer.parseInt(query.getOrDefault("limit", "200"))).map(ObjectNode::toString)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Answer statusOf(String complaint, String body) {
        Hub.sleep(OWN_TIME);
        told.put(complaint + body, System.nanoTime());
        return Answer.json(200, "{}");
    }

    /** Between 20 and 50 ms, as systems of record need. */
    private Answer part(String source) {
        Hub.sleep(Duration.ofMillis(20 + new Random().nextInt(31)));
        return Answer.json(200, parts.getOrDefault(source, "{}"));
    }

    @Override
    public void close() {
        door.close();
    }
}
