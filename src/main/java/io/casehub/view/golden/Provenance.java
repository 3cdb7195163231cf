package io.casehub.view.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * Where each chosen value of a profile comes from, and what lost against it. It is read out of the
 * profile itself, not decided again: so it explains what was shown, whatever the rules say by now.
 */
public final class Provenance {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 10;

    private final ObjectNode profile;
    private final List<Voice> voices;

    private Provenance(ObjectNode profile) {
        this.profile = profile;
        this.voices = StreamSupport.stream(profile.path("records").spliterator(), false)
                .map(record -> Voice.of((ObjectNode) record)).toList();
    }

    /**
     * Unfolds {@code golden} of a profile: to each chosen value itself, its times, who else says it,
     * and the values that lost with theirs, at most ten of a field.
     */
    public static ObjectNode unfold(ObjectNode profile) {
        if (profile.get("golden") instanceof ObjectNode golden) {
            var provenance = new Provenance(profile);
            GoldenField.ALL.stream().filter(field -> golden.has(field.word()))
                    .forEach(field -> golden.set(field.word(), provenance.of(field, golden.path(field.word()))));
        }
        return profile;
    }

    private ObjectNode of(GoldenField field, JsonNode chosen) {
        var key = field.key(field.said(profile).getFirst());
        var candidates = Candidate.merged(Candidate.sayings(voices, field::said), field::key);
        Predicate<Candidate> isChosen = candidate -> field.key(candidate.best().said()).equals(key);
        var lost = candidates.stream().filter(Predicate.not(isChosen)).toList();
        var told = candidates.stream().filter(isChosen).findFirst()
                .map(candidate -> told(field, candidate.ledBy(chosen.path("source")))).orElseThrow();
        told.set("rule", chosen.path("rule"));
        if (!lost.isEmpty()) {
            told.putArray("others").addAll(lost.stream().limit(MOST).map(other -> told(field, other)).toList());
        }
        return lost.size() > MOST ? told.put("more", lost.size() - MOST) : told;
    }

    private static ObjectNode told(GoldenField field, Candidate candidate) {
        var best = candidate.best();
        var told = JSON.objectNode();
        told.set("value", field.value(best.said()));
        told.setAll(best.voice().origin());
        return candidate.withOthers(told);
    }
}
