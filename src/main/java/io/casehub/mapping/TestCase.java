package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Judges one case of a mapping's test: what goes in, what must come out. */
final class TestCase {

    private static final Set<String> WORDS = Set.of("name", "given", "expect", "faults", "error");
    private static final Instant FETCHED = Instant.parse("2026-11-21T20:00:00Z");

    private TestCase() {}

    /** What is not as the case says, a sentence each. */
    static List<String> faults(Mapping mapping, JsonNode one) {
        var unknown = unknown(one);
        if (!unknown.isEmpty()) {
            return unknown;
        }
        var given = one.path("given");
        JsonNode answer;
        try {
            answer = mapping.apply(given);
        } catch (RuntimeException e) { // whatever a mapping can fail with is for its author
            return judge(one, String.valueOf(e.getMessage()));
        }
        if (one.has("error")) {
            return List.of("error: expected " + one.path("error") + ", but the mapping answered " + answer);
        }
        return Stream.concat(
                Difference.between(one.path("expect"), answer).stream().map(TestCase::sentence),
                mapping.makesRecords() ? faults(one, mapping.toCanonical(given, FETCHED)).stream() : Stream.of())
                .toList();
    }

    private static List<String> unknown(JsonNode one) {
        var unknown = new ArrayList<String>();
        one.fieldNames().forEachRemaining(name -> {
            if (!WORDS.contains(name)) {
                unknown.add(name + ": a case has no such thing; it has name, given, and expect (faults) or error");
            }
        });
        return unknown;
    }

    private static List<String> judge(JsonNode one, String failure) {
        var expected = one.path("error").asText();
        if (!one.has("error")) {
            return List.of("the mapping failed: " + failure);
        }
        return failure.contains(expected)
                ? List.of()
                : List.of("error: expected one that contains \"" + expected + "\", was \"" + failure + "\"");
    }

    /** What the hub would refuse in the record, and what the case says it would. */
    private static List<String> faults(JsonNode one, Mapped mapped) {
        var expected = StreamSupport.stream(one.path("faults").spliterator(), false).map(JsonNode::asText).toList();
        var found = mapped instanceof Mapped.Faulty faulty ? faulty.faults() : List.<Fault>of();
        if (found.stream().map(Fault::where).toList().equals(expected)) {
            return List.of();
        }
        return List.of("faults: expected " + expected + ", was "
                + (found.isEmpty() ? "none" : "\"" + Fault.sentence(found) + "\""));
    }

    private static String sentence(Difference difference) {
        return (difference.path().isEmpty() ? "output" : difference.path()) + ": expected "
                + shown(difference.before(), "nothing") + ", was " + shown(difference.after(), "missing");
    }

    private static String shown(@Nullable JsonNode value, String none) {
        return value == null ? none : value.toString();
    }
}
