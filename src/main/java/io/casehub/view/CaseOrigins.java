package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.AuditEntry;
import io.casehub.audit.RecordedEntry;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.past.PastCase;
import io.casehub.cases.past.PastCase.Said;
import io.casehub.cases.past.PastCases;
import io.casehub.ingest.PastRecords;
import io.casehub.ingest.PastRecords.PastVersion;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the values of the hub's own cases come from: the record one was opened for, what a system
 * said since, or what somebody decided. Their histories say so.
 */
@Component
class CaseOrigins {

    private static final List<String> FIELDS = List.of("type", "subject", "status", "priority", "assignee",
            "openedAt");

    /** Of these several systems may say something of one case. */
    private static final Set<String> DISPUTABLE = Set.of("subject", "status", "priority", "assignee");

    private final Cases cases;
    private final PastCases past;
    private final PastRecords records;

    CaseOrigins(Cases cases, PastCases past, PastRecords records) {
        this.cases = cases;
        this.past = past;
        this.records = records;
    }

    void explain(JsonNode items, Instant at) {
        var hubs = StreamSupport.stream(items.spliterator(), false)
                .flatMap(item -> cases.find(new CaseId(UUID.fromString(item.path("id").asText()))).stream()).distinct()
                .toList();
        var known = past.at(at, hubs).stream()
                .collect(Collectors.toMap(one -> one.hub().id().toString(), Function.identity()));
        items.forEach(item -> {
            var found = known.get(item.path("id").asText());
            if (found != null) {
                ((ObjectNode) item).set("provenance", origin(item, found));
            }
        });
    }

    private ObjectNode origin(JsonNode item, PastCase of) {
        var opening = of.history().getFirst().entry();
        var first = version(of.hub(), opening.at());
        var origin = first == null ? Origin.of("opened", opening) : Origin.of("opened", first);
        var fields = origin.putObject("fields");
        fields.set("/id", Origin.hub());
        fields.set("/number", Origin.hub());
        FIELDS.stream().filter(item::has).forEach(field -> {
            var others = others(of, field, item.path(field));
            var own = changed(of, field, item.path(field))
                    .or(() -> opened(first, opening, field, item.path(field), !others.isEmpty()));
            own.ifPresent(found -> fields.set("/" + field, others.isEmpty() ? found : found.set("others", others)));
        });
        links(item, of, fields);
        return origin;
    }

    /** What a field became since the case was opened. */
    private Optional<ObjectNode> changed(PastCase of, String field, JsonNode value) {
        return of.history().reversed().stream().map(RecordedEntry::entry)
                .filter(entry -> entry.action().equals(field + ".changed")).findFirst()
                .map(entry -> entry.actor().startsWith("system:")
                        ? said(of, entry, field, value)
                        : Origin.of(entry.actor().startsWith("rule:") ? "derived" : "decided", entry));
    }

    /** What a system said: by itself, or, where it says another thing, together with the others. */
    private ObjectNode said(PastCase of, AuditEntry entry, String field, JsonNode value) {
        var system = entry.actor().substring("system:".length());
        var sources = of.links().stream().map(link -> link.source())
                .filter(source -> source.system().equals(system)).toList();
        return records.at(entry.at(), sources).values().stream()
                .flatMap(version -> path(version, field, value)
                        .map(path -> Origin.of("said", version).put("path", path)).stream())
                .findFirst().map(origin -> origin.<ObjectNode>setAll(Origin.of("said", entry)))
                .orElseGet(() -> Origin.of("together", entry));
    }

    /**
     * What it was opened with. What its record says under the same name needs no word of its own,
     * unless others say another thing.
     */
    private static Optional<ObjectNode> opened(@Nullable PastVersion first, AuditEntry opening, String field,
            JsonNode value, boolean isDisputed) {
        if (first == null) {
            return isDisputed ? Optional.of(Origin.of("opened", opening)) : Optional.empty();
        }
        var path = path(first, field, value);
        return path.isEmpty()
                ? Optional.of(Origin.of("derived", opening))
                : path.filter(where -> isDisputed || !where.equals("/" + field))
                        .map(where -> Origin.of("opened", first).put("path", where));
    }

    /** What sources say otherwise of what several of them may say. */
    private static ArrayNode others(PastCase of, String field, JsonNode value) {
        var others = JsonNodeFactory.instance.arrayNode();
        for (var said : DISPUTABLE.contains(field) ? of.sources() : List.<Said>of()) {
            var other = ExactJson.parse(said.version().stored().canonical()).path(field);
            if (!said.link().isGone() && said.link().status() != null && other.isTextual() && !other.equals(value)) {
                var told = JsonNodeFactory.instance.objectNode();
                told.set("value", other);
                told.setAll(Origin.of("said", said.version()));
                others.add(told.put("path", "/" + field));
            }
        }
        return others;
    }

    private static void links(JsonNode item, PastCase of, ObjectNode fields) {
        int place = 0;
        for (var link : item.path("links")) {
            var pointer = "/links/" + place++;
            of.sources().stream().filter(said -> isOf(said, link)).findFirst()
                    .ifPresent(said -> fields.set(pointer, Origin.of("only", said.version()).put("path", "")));
        }
    }

    private static boolean isOf(Said said, JsonNode link) {
        var source = said.link().source();
        return source.entity().word().equals(link.path("entity").asText())
                && Origin.source(source).equals(link.path("source"));
    }

    private @Nullable PastVersion version(HubCase hub, Instant at) {
        return records.at(at, List.<SourceRef>of(hub.origin())).get(hub.origin());
    }

    /** Where a record says a value; when a contact began is when the case that it opened began. */
    private static Optional<String> path(PastVersion version, String field, JsonNode value) {
        var said = ExactJson.parse(version.stored().canonical());
        return List.of(field, field.equals("openedAt") ? "at" : field).stream()
                .filter(name -> isSame(said.path(name), value)).findFirst().map(name -> "/" + name);
    }

    private static boolean isSame(JsonNode said, JsonNode value) {
        return said.equals(value) || said.isTextual() && instant(said.asText()).flatMap(
                one -> instant(value.asText()).map(one::equals)).orElse(false);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
