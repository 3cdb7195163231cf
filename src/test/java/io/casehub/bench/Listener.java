package io.casehub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Follows the stream of events, and notes when it first heard of each customer. */
final class Listener implements AutoCloseable {

    private final Wire wire;
    private final InputStream stream;
    private final Map<String, Long> heard = new ConcurrentHashMap<>();

    Listener(Hub hub) throws IOException {
        wire = new Wire(hub.port());
        stream = wire.stream(hub.get("/api/v1/events", "Accept: text/event-stream"));
        var first = Wire.line(stream);
        if (!first.contains("following")) { // from now on whatever happens is told
            throw new IllegalStateException("the stream of events begins with " + first);
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
                var line = Wire.line(stream);
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
