package io.casehub.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.MappingUnusable;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.util.FileSystemUtils;

/**
 * A record that could not be handled, or a command, with all that its handling takes: what was sent
 * or is to be said, and the mapping files as they were. It can be handled again wherever it is
 * opened, with the same result. It holds what people wrote: whoever exports one answers for it.
 *
 * @param json {@code kind} (record or command), {@code mapping}, {@code input}, {@code fetchedAt},
 * {@code files} by name, and for people {@code id}, {@code stage}, {@code reason}
 */
public record Parcel(ObjectNode json) {

    /**
     * What came of it now.
     *
     * @param made the canonical record, or what the system would be told; why not, where nothing was
     * made
     * @param isAsThen whether that agrees with the reason it was exported with
     */
    public record Result(boolean isMade, String made, boolean isAsThen) {}

    /** @throws IllegalArgumentException where a file is no parcel */
    public static Parcel open(Path file) {
        try {
            if (ExactJson.mapper().readTree(file.toFile()) instanceof ObjectNode json && json.path("files").isObject()
                    && json.path("mapping").isTextual()) {
                return new Parcel(json);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(file + " is no parcel: casehub parked export writes one");
    }

    /** Handles it with its own files; needs neither database nor network. */
    public Result run() {
        try {
            var folder = Files.createTempDirectory("casehub-parcel");
            try {
                for (var file : json.path("files").properties()) {
                    var path = folder.resolve(file.getKey()).normalize();
                    if (!path.startsWith(folder)) {
                        throw new IllegalArgumentException(
                                "the parcel names a file outside of itself: " + file.getKey());
                    }
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, file.getValue().asText());
                }
                return run(new Mappings(folder));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(Mappings mappings) {
        var reason = json.path("reason").asText();
        try {
            var mapping = mappings.get(json.path("mapping").asText());
            return json.path("kind").asText().equals("command")
                    ? made(mapping.apply(json.path("input")))
                    : switch (mapping.toCanonical(ExactJson.parse(json.path("input").asText()),
                            Instant.parse(json.path("fetchedAt").asText()))) {
                        case Mapped.Record mapped -> made(Mappings.whole(mapped.record().source(),
                                mapped.record().revision(), mapped.canonical()));
                        case Mapped.Nothing() -> new Result(true, "nothing: the mapping passes it over",
                                !isMappings());
                        case Mapped.Faulty faulty -> failed(faulty.reason(), reason);
                    };
        } catch (JsltException | MappingUnusable | IllegalStateException e) {
            return failed(String.valueOf(e.getMessage()), reason);
        }
    }

    private Result made(JsonNode made) {
        return new Result(true, made.toPrettyString(), !isMappings());
    }

    /** Whether it was the mapping that could not do it, and not a room or a system after it. */
    private boolean isMappings() {
        return json.path("stage").asText().equals("mapping");
    }

    private static Result failed(String why, String then) {
        return new Result(false, why, then.contains(why));
    }
}
