package io.casehub.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The state of the sources as it stands in every answer, asked for once a second at most. As long
 * as it is the same, the bytes are the very same array.
 */
final class SourcesAtHand {

    private static final long FRESH_FOR = Duration.ofSeconds(1).toNanos();

    private final Sources sources;
    private volatile @Nullable Asked last;

    SourcesAtHand(Sources sources) {
        this.sources = sources;
    }

    byte[] json() {
        var known = last;
        if (known != null && System.nanoTime() - known.at() < FRESH_FOR) {
            return known.json();
        }
        var json = render();
        var asked = new Asked(known != null && Arrays.equals(known.json(), json) ? known.json() : json,
                System.nanoTime());
        last = asked;
        return asked.json();
    }

    private byte[] render() {
        var json = JsonNodeFactory.instance.objectNode();
        sources.states().forEach(state -> {
            var entry = json.putObject(state.system()).put("state", state.state());
            putTime(entry, "since", state.since());
            putTime(entry, "reachedAt", state.reachedAt());
        });
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void putTime(ObjectNode node, String name,
            @Nullable Instant time) {
        if (time != null) {
            node.put(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    private record Asked(byte[] json, long at) {}
}
