package io.casehub.view.signals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Something noticed of a customer.
 *
 * @param about what it is about, to tell two of a kind apart
 * @param reason a sentence for people
 * @param since when it became so
 * @param evidence the things it was noticed in, oldest first
 */
public record Signal(SignalKind kind, String about, String reason, Instant since, List<SourceRef> evidence) {

    static final Comparator<Signal> NEWEST_FIRST = Comparator.comparing(Signal::since).reversed()
            .thenComparing(Signal::kind).thenComparing(Signal::about);

    public Signal {
        evidence = List.copyOf(evidence);
    }

    /** As it stands in an answer. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("signal", kind.word()).put("about", about)
                .put("reason", reason).put("since", since.toString());
        var list = json.putArray("evidence");
        evidence.forEach(source -> list.addObject().put("system", source.system())
                .put("entity", source.entity().word()).put("key", source.key()));
        return json;
    }

    /** Which signal it is, whatever else is said of it. */
    public Name name() {
        return new Name(kind, about, since);
    }

    /** The name of a signal out of an answer. */
    public static Name name(JsonNode json) {
        return new Name(CodeWord.of(SignalKind.class, json.path("signal").asText()), json.path("about").asText(),
                Instant.parse(json.path("since").asText()));
    }

    /** What is told of a signal: two with equal kind and subject are one. */
    public record Name(SignalKind kind, String about, Instant since) {

        /** Whether the other is told of already where this one is. */
        public boolean isSameAs(Name other) {
            return kind == other.kind && about.equals(other.about);
        }
    }
}
