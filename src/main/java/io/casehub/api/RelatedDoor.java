package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.view.search.Related;
import io.casehub.view.search.RelatedCases;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * What else has to do with a case, and how that was done with, as
 * {@code routes/api/case-related.camel.yaml} calls it.
 */
@Component
class RelatedDoor {

    private static final int USUAL = 20;
    private static final int MOST = 50;
    private static final int LONGEST_TEXT = 500;

    private final CaseFinder finder;
    private final RelatedCases related;

    RelatedDoor(CaseFinder finder, RelatedCases related) {
        this.finder = finder;
        this.related = related;
    }

    /** Those that have most to do with it first. */
    public Answer read(HttpServletRequest request) {
        var query = Query.of(request, Query.LIMIT);
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        related.of(finder.find(request), query.number(Query.LIMIT, USUAL, MOST))
                .forEach(other -> items.add(shape(other)));
        return Answer.json(200, json);
    }

    private static ObjectNode shape(Related other) {
        var json = object();
        json.set("case", SearchShape.brief(other.hub()));
        json.put("changedAt", other.hub().changedAt().toString()).put("score", other.score());
        var reasons = json.putArray("reasons");
        other.reasons().forEach(reason -> reasons.addObject().put("same", reason.tie().word())
                .put("score", Math.round(reason.score() * 1000) / 1000.0).put("how", reason.how()));
        var outcome = other.outcome();
        if (outcome != null) {
            var shown = json.putObject("outcome").put("status", other.hub().status().word());
            put(shown, "closeReason", outcome.reason());
            if (outcome.text() != null) {
                put(shown, "at", outcome.at());
                put(shown, "by", outcome.by());
                shown.put("text", outcome.text().substring(0, Math.min(outcome.text().length(), LONGEST_TEXT)))
                        .put("internal", outcome.isInternal());
            }
        }
        return json;
    }
}
