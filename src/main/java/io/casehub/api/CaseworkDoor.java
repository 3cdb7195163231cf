package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.Casework;
import io.casehub.cases.types.CaseTypes;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The operations on types and queues, as {@code routes/api/case-types.camel.yaml} calls them. */
@Component
class CaseworkDoor {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_VERSIONS = 1_000_000;

    private final CaseDoor cases;
    private final Casework casework;
    private final CaseTypes types;
    private final CaseFinder finder;

    CaseworkDoor(CaseDoor cases, Casework casework, CaseTypes types, CaseFinder finder) {
        this.cases = cases;
        this.casework = casework;
        this.types = types;
        this.finder = finder;
    }

    /** The types in use. */
    public Answer types(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var refused = types.refused();
        return Listing.ofAll(types.all(), query, type -> type.name(),
                type -> CaseworkShape.type(type, refused.get(type.name())));
    }

    /** One type, for whoever draws forms. */
    public Answer type(HttpServletRequest request) {
        var query = Query.of(request, "version");
        var version = query.text("version").map(any -> query.number("version", 1, MOST_VERSIONS)).orElse(null);
        var name = Query.variable(request, "type");
        return Answer.json(200, CaseworkShape.form(types.get(name, version), types.refused().get(name)));
    }

    /** Gives the caller the next case of a queue; 204 where none waits. */
    @Once
    public Answer next(HttpServletRequest request, byte @Nullable [] bytes) {
        var queue = Body.of(bytes, "queue").required("queue", LONGEST_NAME);
        var caller = Caller.of(request);
        return casework.next(queue, caller.name(), caller.actor())
                .map(hub -> cases.whole(200, hub))
                .orElseGet(Answer::none);
    }

    /** Moves a case to another type or version, or says what that would mean. */
    @Once(apart = true)
    public Answer retype(HttpServletRequest request, byte @Nullable [] bytes) {
        var body = Body.of(bytes, "type", "version", "preview");
        var type = body.required("type", LONGEST_NAME);
        var version = body.has("version") ? Integer.valueOf(body.number("version", 1, MOST_VERSIONS)) : null;
        var isPreview = body.flag("preview", false);
        var hub = finder.find(request);
        var retyped = isPreview
                ? casework.preview(hub.id(), type, version)
                : casework.move(hub.id(), type, version, CaseDoor.version(request, hub),
                        Caller.of(request).actor());
        var json = JsonNodeFactory.instance.objectNode();
        json.put("type", retyped.type().name()).put("version", retyped.type().version()).put("preview", isPreview);
        var missing = json.putArray("missing");
        retyped.missing().forEach(missing::add);
        var removed = json.putArray("removed");
        retyped.removed().forEach(removed::add);
        return Answer.json(200, json);
    }
}
