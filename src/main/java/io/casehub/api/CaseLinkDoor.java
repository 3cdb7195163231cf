package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.CaseRelation;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.Cases;
import io.casehub.cases.Decision;
import io.casehub.cases.Decision.Wish;
import io.casehub.model.SourceRef;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What belongs to a case and why, and an agent's word on it, as {@code case-links.camel.yaml} and
 * {@code case-suggestions.camel.yaml} under {@code routes/api/} call them.
 */
@Component
class CaseLinkDoor {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_CASES = 100;

    private final CaseFinder finder;
    private final Cases cases;
    private final CaseDecisions decisions;
    private final CaseRelations relations;

    CaseLinkDoor(CaseFinder finder, Cases cases, CaseDecisions decisions, CaseRelations relations) {
        this.finder = finder;
        this.cases = cases;
        this.decisions = decisions;
        this.relations = relations;
    }

    /** Its records, the edges between them and to others, and what other cases are to it. */
    public Answer read(HttpServletRequest request) {
        Query.of(request);
        var hub = finder.find(request);
        var json = JsonNodeFactory.instance.objectNode();
        var records = json.putArray("records");
        cases.links(List.of(hub.id())).forEach(link -> records.add(CaseShape.link(link)));
        var edges = json.putArray("edges");
        decisions.edges(hub.id()).forEach(edge -> edges.add(LinkShape.edge(edge)));
        var related = json.putArray("relations");
        relations.of(hub.id()).forEach(relation -> related.add(relation(request, relation)));
        return Answer.json(200, json);
    }

    /** Other cases become part of this one and lead on to it, or all to the oldest. */
    @Once(apart = true)
    public Answer merge(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "cases", "reason", "preview");
        var hub = finder.find(request);
        if (body.texts("cases", MOST_CASES).isEmpty()) {
            throw new BadRequest("the field cases names no case");
        }
        var others = body.texts("cases", MOST_CASES).stream().map(id -> finder.find(Caller.of(request), id).id())
                .toList();
        return decided(request, body, new Wish(Decision.Kind.MERGE, hub.id(), others, Set.of(), reason(body),
                body.flag("preview", false)));
    }

    /** Some of its records become a case of their own. */
    @Once(apart = true)
    public Answer split(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "records", "reason", "preview");
        var hub = finder.find(request);
        return decided(request, body, new Wish(Decision.Kind.SPLIT, hub.id(), List.of(),
                Set.copyOf(LinkShape.records(body, "records")), reason(body), body.flag("preview", false)));
    }

    /** A record becomes part of the case, or another case has to do with it. */
    @Once(apart = true)
    public Answer link(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "record", "case", "kind", "reason", "preview");
        var hub = finder.find(request);
        if (body.has("record") == body.has("case")) {
            throw new BadRequest("either a record or a case, with its kind, is to be linked");
        }
        var record = body.object("record", "system", "entity", "key");
        if (record.isPresent()) {
            return decided(request, body, new Wish(Decision.Kind.LINK, hub.id(), List.of(),
                    Set.of(LinkShape.record(record.get())), reason(body), body.flag("preview", false)));
        }
        var other = finder.find(Caller.of(request), body.required("case", LONGEST_NAME));
        var kind = body.word("kind", CaseRelation.Kind.class, Set.of())
                .orElseThrow(() -> new BadRequest("the field kind is missing"));
        return Answer.json(201, relation(request,
                relations.relate(hub.id(), kind, other.id(), reason(body), Caller.of(request).actor())));
    }

    /** A relation ends, or a record leaves the case. */
    public Answer unlink(HttpServletRequest request) {
        var query = Query.of(request, "relation", "record");
        var hub = finder.find(request);
        if (query.text("relation").isPresent()) {
            var id = Ids.uuid("relation", query.text("relation").orElseThrow());
            return Answer.json(200,
                    relations.part(hub.id(), id, Caller.of(request).actor())
                            .map(relation -> relation(request, relation))
                            .orElseThrow(() -> new BadRequest("case " + hub.number() + " has no relation " + id)));
        }
        SourceRef record = LinkShape.record(query.text("record")
                .orElseThrow(() -> new BadRequest("say which relation, or which record as system:entity:key")));
        return Answer.json(200, LinkShape.decision(decisions.decide(new Wish(Decision.Kind.UNLINK, hub.id(), List.of(),
                Set.of(record), null, false), Caller.of(request).actor())));
    }

    /** A decision on this case is taken back. */
    @Once
    @Transactional
    public Answer undo(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "decision");
        finder.find(request);
        UUID id = Ids.uuid("decision", body.required("decision", LONGEST_NAME));
        return Answer.json(200, LinkShape.decision(decisions.undo(id, Caller.of(request).actor())));
    }

    /** Pairs of records that evidence suggests to be one matter, oldest first. */
    public Answer suggestions(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var behind = query.text(Query.BEHIND).map(id -> Ids.uuid(Query.BEHIND, id)).orElse(null);
        return Listing.of(decisions.suggestions(behind, query.limit() + 1), query, edge -> edge.id().toString(),
                LinkShape::edge);
    }

    /** An agent's word on a suggestion. */
    @Once(apart = true)
    public Answer review(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "one");
        if (!body.has("one")) {
            throw new BadRequest("the field one is missing: true where both are one case, false where they are not");
        }
        return Answer.json(200, LinkShape.decision(decisions.review(Ids.uuid("the id of a suggestion",
                Query.id(request)), body.flag("one", false), Caller.of(request).actor())));
    }

    private Answer decided(HttpServletRequest request, Body body, Wish wish) {
        var decision = BadRequest.unless(() -> decisions.decide(wish, Caller.of(request).actor()));
        return Answer.json(200, LinkShape.decision(decision));
    }

    private static @Nullable String reason(Body body) {
        return body.text("reason", LONGEST_REASON).orElse(null);
    }

    private ObjectNode relation(HttpServletRequest request, CaseRelation relation) {
        return LinkShape.relation(relation, finder.find(Caller.of(request), relation.other().toString()));
    }
}
