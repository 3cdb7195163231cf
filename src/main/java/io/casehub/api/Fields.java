package io.casehub.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields of an answer that a caller wants, from dotted paths such as
 * {@code invoices.items.total}. A path that ends at an object means all of it.
 */
final class Fields {

    private static final JsonFactory JSON = new JsonFactory();

    /** What is wanted below each field; nothing more for all of it. */
    private final TreeMap<String, Fields> below = new TreeMap<>();

    private Fields() {}

    /** @throws BadRequest where a path names what the contract has not */
    static Fields of(String paths, ContractFields known) {
        var fields = new Fields();
        for (var path : paths.split(",")) {
            var here = fields;
            var there = known;
            var walked = new StringBuilder("the answer");
            for (var name : path.strip().split("\\.", -1)) {
                there = there.below(name, walked.toString());
                walked.replace(0, walked.length(), walked.toString().equals("the answer") ? name : walked + "." + name);
                here = here.below.computeIfAbsent(name, any -> new Fields());
            }
            here.below.clear();
        }
        return fields;
    }

    /** The names at the top of the answer. */
    Set<String> roots() {
        return below.keySet();
    }

    /** What is wanted of an answer, its numbers to the last digit as they were. */
    byte[] of(byte[] json) {
        var less = new ByteArrayOutputStream(json.length / 2);
        try (var in = JSON.createParser(json); var out = JSON.createGenerator(less)) {
            in.nextToken();
            copy(in, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a view is not JSON", e);
        }
        return less.toByteArray();
    }

    private void copy(JsonParser in, JsonGenerator out) throws IOException {
        if (below.isEmpty()) {
            out.copyCurrentStructureExact(in);
        } else if (in.isExpectedStartArrayToken()) {
            out.writeStartArray();
            while (in.nextToken() != JsonToken.END_ARRAY) {
                copy(in, out);
            }
            out.writeEndArray();
        } else if (in.isExpectedStartObjectToken()) {
            out.writeStartObject();
            for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                var wanted = below.get(name);
                if (wanted == null) {
                    in.skipChildren();
                } else {
                    out.writeFieldName(name);
                    wanted.copy(in, out);
                }
            }
            out.writeEndObject();
        } else {
            out.copyCurrentEventExact(in);
        }
    }
}
