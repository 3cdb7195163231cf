package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.sharing.Share;
import io.casehub.cases.sharing.Shares;
import io.casehub.model.CaseId;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** With whom a case is shared, as {@code routes/api/case-shares.camel.yaml} calls it. */
@Component
class ShareDoor {

    private static final int LONGEST = 80;

    private final CaseFinder finder;
    private final Shares shares;

    ShareDoor(CaseFinder finder, Shares shares) {
        this.finder = finder;
        this.shares = shares;
    }

    /** Shares a case with a partner, or until another time. */
    @Once
    public Answer share(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "partner", "until");
        var partner = body.required("partner", LONGEST);
        var until = instant(body.required("until", LONGEST));
        var id = finder.find(request).id();
        return Answer.json(201, shape(
                BadRequest.unless(() -> shares.share(id, partner, until, Caller.of(request).actor()))));
    }

    /** Those a case is shared with now. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        return Listing.ofAll(shares.of(finder.find(request).id()), query, Share::partner, ShareDoor::shape);
    }

    /** Ends a share, and answers those that are left. */
    public Answer end(HttpServletRequest request) {
        Query.of(request);
        var id = finder.find(request).id();
        shares.end(id, Query.variable(request, "partner"), Caller.of(request).actor());
        return living(id);
    }

    private Answer living(CaseId id) {
        var json = JsonNodeFactory.instance.objectNode();
        var items = json.putArray("items");
        shares.of(id).forEach(share -> items.add(shape(share)));
        return Answer.json(200, json);
    }

    private static ObjectNode shape(Share share) {
        return JsonNodeFactory.instance.objectNode().put("partner", share.partner())
                .put("until", share.until().toString())
                .put("by", share.by())
                .put("at", share.at().toString());
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadRequest("until is an instant such as 2026-01-05T10:00:00Z");
        }
    }
}
