package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.PastRecords;
import io.casehub.ingest.PastRecords.PastVersion;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.view.golden.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says of every leaf of an answer where it comes from. An item has one origin, and {@code fields}
 * for those of its leaves that have another: by JSON pointer, the longest that a leaf's path begins
 * with.
 */
@Component
class Origins {

    private static final List<String> LISTS = List.of("contacts", "addresses", "identifiers");
    private static final List<String> NOT_SAID = List.of("source", "alsoFrom", "preferred");

    private final PastRecords records;
    private final CaseOrigins cases;

    Origins(PastRecords records, CaseOrigins cases) {
        this.records = records;
        this.cases = cases;
    }

    /**
     * Adds {@code provenance} to the profile, to what each record says, and to every item.
     *
     * @param answer of the shape of a view, or parts of one
     * @param at the time as of which it speaks
     */
    ObjectNode explain(ObjectNode answer, Instant at) {
        var said = new ArrayList<Said>();
        for (var section : Section.lists()) {
            if (section != Section.CASES) {
                answer.path(section.word()).path("items").forEach(item -> add(said, item, section.entity()));
            }
        }
        answer.path(Section.PROFILE.member()).path("records").forEach(record -> add(said, record, Entity.CUSTOMER));
        var versions = records.at(at, said.stream().map(Said::by).distinct().toList());
        if (answer.get(Section.PROFILE.member()) instanceof ObjectNode profile) {
            explain(Provenance.unfold(profile), versions);
        }
        said.forEach(one -> Optional.ofNullable(versions.get(one.by()))
                .ifPresent(version -> one.node().set("provenance", derived(one.node(), Origin.of("only", version)))));
        answer.path(Section.SIGNALS.word()).path("items").forEach(
                signal -> ((ObjectNode) signal).set("provenance", Origin.rule("signals")));
        cases.explain(answer.path("cases").path("items"), at);
        return answer;
    }

    private static void add(List<Said> said, JsonNode node, @Nullable Entity entity) {
        if (entity != null && node instanceof ObjectNode object && object.path("source").has("key")) {
            said.add(new Said(object, ref(object.path("source"), entity)));
        }
    }

    /**
     * What of an item no record says: where a transcript is to be read, and that a suggestion ran out.
     */
    private static ObjectNode derived(ObjectNode item, ObjectNode origin) {
        if (item.at("/transcript/href").isTextual()) {
            origin.withObject("fields").set("/transcript/href", Origin.hub());
        }
        if (item.at("/outcome/by").asText().equals("rule:expiry")) {
            origin.withObject("fields").set("/outcome", Origin.rule("expiry"));
        }
        return origin;
    }

    private static void explain(ObjectNode profile, Map<SourceRef, PastVersion> versions) {
        var fields = JsonNodeFactory.instance.objectNode();
        fields.set("/id", Origin.hub());
        profile.path("golden").properties().stream().filter(chosen -> profile.has(chosen.getKey())).forEach(
                chosen -> fields.set("/" + chosen.getKey(),
                        chosen(chosen.getValue(), "/" + chosen.getKey(), versions)));
        for (var list : LISTS) {
            int place = 0;
            for (var element : profile.path(list)) {
                fields.set("/" + list + "/" + place++, listed(profile, list, element, versions));
            }
        }
        if (profile.has("pending")) {
            fields.putObject("/pending").put("rule", "decided"); // by whom and when, it says itself
        }
        profile.putObject("provenance").set("fields", fields);
    }

    /** What was chosen of several, with what lost. */
    private static ObjectNode chosen(JsonNode golden, String path, Map<SourceRef, PastVersion> versions) {
        var origin = (ObjectNode) golden.deepCopy();
        origin.remove("value");
        return within(origin, path, versions);
    }

    /**
     * Of contacts, addresses and identifiers all are kept; of each kind of the first two one is chosen.
     */
    private static ObjectNode listed(ObjectNode profile, String list, JsonNode element,
            Map<SourceRef, PastVersion> versions) {
        var path = path(profile, list, element);
        if (element.path("preferred").asBoolean()) {
            var field = element.has("type") ? element.path("type").asText() : "address";
            return chosen(profile.path("golden").path(field), path, versions);
        }
        var origin = JsonNodeFactory.instance.objectNode().put("rule", "kept");
        origin.set("source", element.path("source"));
        if (element.has("alsoFrom")) {
            origin.set("alsoFrom", element.path("alsoFrom"));
        }
        return within(origin, path, versions);
    }

    private static ObjectNode within(ObjectNode origin, String path, Map<SourceRef, PastVersion> versions) {
        var version = versions.get(ref(origin.path("source"), Entity.CUSTOMER));
        if (version != null) {
            origin.setAll(Origin.of(origin.path("rule").asText(), version));
        }
        return origin.put("path", path);
    }

    /** Where an element stands in the record that says it. */
    private static String path(ObjectNode profile, String list, JsonNode element) {
        var plain = ((ObjectNode) element.deepCopy()).remove(NOT_SAID);
        for (var record : profile.path("records")) {
            int place = 0;
            for (var said : record.path(list)) {
                if (record.path("source").equals(element.path("source")) && said.equals(plain)) {
                    return "/" + list + "/" + place;
                }
                place++;
            }
        }
        return "/" + list;
    }

    private static SourceRef ref(JsonNode source, Entity entity) {
        return new SourceRef(source.path("system").asText(), entity, source.path("key").asText());
    }

    /** A part of an answer that one record says. */
    private record Said(ObjectNode node, SourceRef by) {}
}
