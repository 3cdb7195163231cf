package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.http.Places;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of each record of a list beyond the list: the record itself, where the list tells
 * less than all, and what else belongs to it. The template asks side by side.
 */
final class Details {

    private final List<Entry> entries = new ArrayList<>();

    private Details() {}

    /** The same record listed twice is asked for once. */
    static Details of(HttpSource source, List<JsonNode> listed) {
        var details = new Details();
        var asked = new HashSet<Question>();
        for (var record : listed) {
            var places = Places.of(record);
            var itself = source.detail().url().map(places::url)
                    .map(url -> new Question(url, source.detail().request().isPresent() ? record : null));
            if (itself.isEmpty() || asked.add(itself.get())) {
                var also = new TreeMap<String, Asked>();
                source.detail().also().forEach((name, url) -> also.put(name,
                        new Asked(new Question(places.url(url), null), false)));
                details.entries.add(new Entry(record, itself.map(question -> new Asked(question, true)), also));
            }
        }
        return details;
    }

    List<Asked> questions() {
        return entries.stream().flatMap(entry -> Stream.concat(entry.itself().stream(), entry.also().values().stream()))
                .toList();
    }

    /** The records with what was answered; those that are gone meanwhile are left out. */
    List<JsonNode> records() {
        return entries.stream().flatMap(entry -> entry.record().stream()).toList();
    }

    private record Entry(JsonNode listed, Optional<Asked> itself, Map<String, Asked> also) {

        Optional<JsonNode> record() {
            var record = itself.isEmpty() ? Optional.of(listed) : itself.get().answer();
            if (record.isPresent() && record.get() instanceof ObjectNode object) {
                also.forEach((name, asked) -> asked.answer().ifPresent(answer -> object.set(name, answer)));
            }
            return record;
        }
    }

    /**
     * One request.
     *
     * @param listed what its body is made of; where it has none, {@code null}
     */
    record Question(String url, @Nullable JsonNode listed) {}

    /** A request and what came of it. */
    static final class Asked {

        private final Question question;
        private final boolean isRecord;
        private volatile @Nullable JsonNode answer;

        private Asked(Question question, boolean isRecord) {
            this.question = question;
            this.isRecord = isRecord;
        }

        Question question() {
            return question;
        }

        /** Whether it asks for the record itself, and not for something beside it. */
        boolean isRecord() {
            return isRecord;
        }

        void answered(JsonNode answer) {
            this.answer = answer;
        }

        private Optional<JsonNode> answer() {
            return Optional.ofNullable(answer);
        }
    }
}
