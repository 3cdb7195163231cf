package io.casehub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Follows the stream of events, and notes when it first heard of each customer. */
final class Listener implements AutoCloseable {

    private final Wire wire;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Listener(Hub hub) throws IOException {
        wire = new Wire(hub.port());
        wire.write(hub.get("/api/v1/events", "Accept: text/event-stream"));
        // the comment that comes first says that whatever happens from now on is told
        for (var line = wire.line(); !line.contains("following"); line = wire.line()) {
            if (line.startsWith("HTTP") && !line.contains("200")) {
                throw new IllegalStateException("the stream of events was answered " + line);
            }
        }
        Thread.ofPlatform().daemon().name("listener").start(this::listen);
    }

    /** When it heard of a customer, as {@link System#nanoTime}; by the hub's ids. */
    Map<String, Long> heard() {
        return heard;
    }

    private void listen() {
        try {
            while (true) {
                var line = wire.line();
                long now = System.nanoTime();
                if (line.startsWith("data:")) {
                    customer(ExactJson.parse(line.substring(5)), now);
                }
            }
        } catch (IOException e) {
            // the stream ends with the hub, or with us
        }
    }

    private void customer(JsonNode event, long now) {
        if (event.has("customer")) {
            heard.putIfAbsent(event.path("customer").asText(), now);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
