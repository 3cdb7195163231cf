package io.casehub.landscape.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What one system was asked and what was done to it, append-only, one JSON object a line, in the
 * order of the effects. A change is written while its transaction still holds the system's only
 * writer lock. So a {@code kill -9} of the landscape itself may leave, as the last entry, a change
 * that was not committed; nothing that happens to callers can.
 */
public final class Journal implements AutoCloseable {

    private final Path file;
    // not a channel, which an interrupted writer would close
    private final FileOutputStream out;
    private final Map<String, LongAdder> reads = new ConcurrentHashMap<>();
    private long last;

    /**
     * @param kind {@code asked} for a request with its outcome, {@code changed} for a state change
     * @param by life, api, agent or seed
     * @param what the request ({@code patch case}) or the kind of thing changed ({@code case})
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(long n, Instant at, String kind, String by, String what, String key, @Nullable String outcome,
            @Nullable JsonNode request, @Nullable JsonNode before, @Nullable JsonNode after) {}

    private Journal(Path file, FileOutputStream out, long last) {
        this.file = file;
        this.out = out;
        this.last = last;
    }

    public static Journal at(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var whole = Files.exists(file) ? wholeLines(file) : new byte[0];
            try (var torn = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                torn.truncate(whole.length);
            }
            return new Journal(file, new FileOutputStream(file.toFile(), true),
                    parse(whole).stream().mapToLong(Entry::n).max().orElse(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request that mattered, and how it ended. */
    public void asked(String what, String key, String outcome, Object request) {
        add("asked", "api", what, key, outcome, Json.CAMEL.tree(request), null, null);
    }

    /** A change of state, by whom, from what to what. */
    public void changed(String by, String what, String key, @Nullable Object before, Object after) {
        add("changed", by, what, key, null, null, before == null ? null : Json.CAMEL.tree(before),
                Json.CAMEL.tree(after));
    }

    /** A read: only counted. */
    public void read(String what) {
        reads.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    public Map<String, Long> reads() {
        var counts = new TreeMap<String, Long>();
        reads.forEach((what, count) -> counts.put(what, count.sum()));
        return counts;
    }

    public List<Entry> entries() {
        try {
            return parse(wholeLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Entry> entriesAfter(long n) {
        return entries().stream().filter(entry -> entry.n() > n).toList();
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void add(String kind, String by, String what, String key, @Nullable String outcome,
            @Nullable JsonNode request, @Nullable JsonNode before, @Nullable JsonNode after) {
        var entry = new Entry(++last, Instant.now(), kind, by, what, key, outcome, request, before, after);
        try {
            out.write((Json.CAMEL.text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> parse(byte[] lines) {
        return new String(lines, StandardCharsets.UTF_8).lines().map(line -> Json.CAMEL.read(line, Entry.class))
                .toList();
    }

    private static byte[] wholeLines(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n')
            end--;
        return Arrays.copyOf(bytes, end);
    }
}
