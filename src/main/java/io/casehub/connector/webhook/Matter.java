package io.casehub.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.ingest.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** What a webhook's bodies are about. */
sealed interface Matter {

    /** @throws IOException where there is nothing of the kind where the hook looks for it */
    Said in(JsonNode body) throws IOException;

    /**
     * What one body says.
     *
     * @param records to be taken in as they are
     * @param hints keys of records to be read, each as JSON
     */
    record Said(List<RawRecord> records, SequencedSet<String> hints) {

        /** A body of which nothing can be read: it is parked whole. */
        static Said unreadable(String text, String fault) {
            return new Said(List.of(RawRecord.unreadable(text, fault)), new LinkedHashSet<>());
        }
    }

    /** The body holds records. */
    record Records(String pointer) implements Matter {

        @Override
        public Said in(JsonNode body) throws IOException {
            var records = new ArrayList<RawRecord>();
            for (var record : each(body, pointer)) {
                records.add(RawRecord.of(record));
            }
            return new Said(records, new LinkedHashSet<>());
        }
    }

    /**
     * The body says which records changed.
     *
     * @param pointer to what tells of a record, or to a list of such
     * @param key pointer to the record's key in there
     * @param only pointers in there, and the values of which one must stand there; else it is none of
     * this hook's
     * @param atOnce how many of the records are read before they are taken in
     */
    record Hints(String pointer, String key, Map<String, List<String>> only, int atOnce) implements Matter {

        private static final int LONGEST = 1000;

        @Override
        public Said in(JsonNode body) throws IOException {
            var hints = new LinkedHashSet<String>();
            for (var told : each(body, pointer)) {
                if (only.entrySet().stream().allMatch(
                        one -> one.getValue().contains(told.at(one.getKey()).asText("")))) {
                    hints.add(key(told));
                }
            }
            return new Said(List.of(), hints);
        }

        private String key(JsonNode told) throws IOException {
            var found = told.at(key);
            var text = found.toString();
            if (found.isMissingNode() || found.isNull() || found.asText("x").isEmpty() || text.length() > LONGEST) {
                throw new IOException("has no usable key at " + key + ", where the hook looks for one");
            }
            return text;
        }
    }

    private static Iterable<JsonNode> each(JsonNode body, String pointer) throws IOException {
        var found = body.at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new IOException(pointer.isEmpty()
                    ? "is empty"
                    : "has no " + pointer + ", where the hook looks for records");
        }
        return found.isArray() ? found : List.of(found);
    }
}
