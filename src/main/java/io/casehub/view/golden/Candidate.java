package io.casehub.view.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * One value, and all who say it.
 *
 * @param sayings the one whose word counts for most first; never empty
 */
record Candidate(List<Saying> sayings) {

    /**
     * What a record says.
     *
     * @param said as it stands in the record
     * @param place its place among what the record lists of the kind, from 0
     */
    record Saying(Voice voice, JsonNode said, int place) {}

    /** All that records say of one thing, in the order of the records. */
    static List<Saying> sayings(List<Voice> voices, Function<ObjectNode, Iterable<JsonNode>> thing) {
        var sayings = new ArrayList<Saying>();
        for (var voice : voices) {
            int place = 0;
            for (var said : thing.apply(voice.said())) {
                sayings.add(new Saying(voice, said, place++));
            }
        }
        return sayings;
    }

    /** Equal values as one, in the order in which they first occur. */
    static List<Candidate> merged(List<Saying> sayings, Function<JsonNode, ?> key) {
        var equal = new LinkedHashMap<Object, List<Saying>>();
        sayings.forEach(saying -> equal.computeIfAbsent(key.apply(saying.said()), any -> new ArrayList<>())
                .add(saying));
        return equal.values().stream().map(Candidate::new).toList();
    }

    Saying best() {
        return sayings.getFirst();
    }

    /** The same, with what the record of this source says in front. */
    Candidate ledBy(JsonNode source) {
        return new Candidate(sayings.stream()
                .sorted(Comparator.comparing(saying -> !saying.voice().source().equals(source))).toList());
    }

    /** Adds the other records that say the same, if there are any. */
    ObjectNode withOthers(ObjectNode shown) {
        var others = sayings.stream().map(Saying::voice).distinct().skip(1).map(Voice::source).toList();
        if (!others.isEmpty()) {
            shown.putArray("alsoFrom").addAll(others);
        }
        return shown;
    }
}
