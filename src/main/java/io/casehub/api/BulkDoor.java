package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.bulk.Bulk;
import io.casehub.cases.bulk.BulkItem;
import io.casehub.cases.bulk.BulkOutcome;
import io.casehub.cases.bulk.BulkResult;
import io.casehub.cases.bulk.Bulks;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Many changes of cases in one request, as {@code routes/api/case-bulk.camel.yaml} calls it. */
@Component
class BulkDoor {

    private static final int LONGEST_NAME = 100;
    /** RFC 7240: how long the caller would rather wait than ask again. */
    private static final Pattern WAIT = Pattern.compile("(?:^|[,; ])wait=(\\d{1,4})(?:$|[,; ])");
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Bulks bulks;

    BulkDoor(Bulks bulks) {
        this.bulks = bulks;
    }

    /**
     * Begins at once: 200 with the whole report where all is done in time, 202 where the caller asks
     * again.
     */
    public Answer change(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "items");
        var items = body.attempts("items", Bulks.MOST, BulkDoor::item, BulkDoor::unreadable);
        if (items.isEmpty()) {
            throw new BadRequest("items is a list of 1 to " + Bulks.MOST + " changes");
        }
        var id = bulks.add(items, Caller.of(request).actor(), CaseDoor.key(request, "change cases", body));
        bulks.work(id, wait(request.getHeader("Prefer")));
        var bulk = bulks.get(id);
        return bulk.isFinished()
                ? Answer.json(200, whole(bulk, EnumSet.allOf(BulkOutcome.class)))
                : Answer.json(202, shape(bulk)).with(HttpHeaders.LOCATION, href(id)).with(HttpHeaders.RETRY_AFTER, "2");
    }

    /** How far it is; once it is finished, or where outcomes are asked for, what came of each. */
    public Answer read(HttpServletRequest request) {
        var outcomes = Query.of(request, "outcome").words("outcome", BulkOutcome.class);
        var bulk = bulks.get(Ids.uuid("the id of a bulk", Query.id(request)));
        return Answer.json(200, bulk.isFinished() || !outcomes.isEmpty()
                ? whole(bulk, outcomes.isEmpty() ? EnumSet.allOf(BulkOutcome.class) : outcomes)
                : shape(bulk));
    }

    private static BulkItem item(Body item) {
        item.refuseUnknown("case", "version", "set");
        var set = item.object("set", CasePatch.FIELDS)
                .orElseThrow(() -> new BadRequest("set is missing: what is to become of the case"));
        var wishes = CasePatch.of(set);
        if (wishes.values().isEmpty() && wishes.fields().isEmpty()) {
            throw new BadRequest("set is empty: what is to become of the case");
        }
        return new BulkItem(item.required("case", LONGEST_NAME), item.has("version")
                ? Long.valueOf(item.number("version", 1, Integer.MAX_VALUE))
                : null, wishes, null);
    }

    private static BulkItem unreadable(String named, String fault) {
        return BulkItem.unreadable(named, fault);
    }

    private static Duration wait(@Nullable String preference) {
        if (preference == null) {
            return USUAL_WAIT;
        }
        if (preference.contains("respond-async")) {
            return Duration.ZERO;
        }
        Matcher wanted = WAIT.matcher(preference);
        var wait = wanted.find() ? Duration.ofSeconds(Long.parseLong(wanted.group(1))) : USUAL_WAIT;
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private ObjectNode whole(Bulk bulk, Collection<BulkOutcome> outcomes) {
        var json = shape(bulk);
        json.putArray("items").addAll(bulks.results(bulk.id(), outcomes).stream().map(BulkDoor::shape).toList());
        return json;
    }

    private static ObjectNode shape(Bulk bulk) {
        var json = JsonNodeFactory.instance.objectNode().put("id", bulk.id().toString())
                .put("state", bulk.isFinished() ? "finished" : "running").put("actor", bulk.actor())
                .put("total", bulk.total());
        var counts = json.putObject("counts");
        List.of(BulkOutcome.values()).stream().filter(bulk.counts()::containsKey)
                .forEach(outcome -> counts.put(outcome.word(), bulk.counts().get(outcome)));
        json.put("createdAt", bulk.createdAt().toString());
        Shape.put(json, "finishedAt", bulk.finishedAt());
        return json.put("href", href(bulk.id()));
    }

    private static ObjectNode shape(BulkResult result) {
        var json = JsonNodeFactory.instance.objectNode().put("position", result.position()).put("case", result.hub())
                .put("outcome", result.outcome().word());
        if (result.version() != null) {
            json.put("version", result.version());
        }
        Shape.put(json, "reason", result.reason());
        return json;
    }

    private static String href(UUID id) {
        return "/api/v1/cases/bulk/" + id;
    }
}
