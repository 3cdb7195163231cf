package io.casehub.api;

import io.casehub.intake.posted.InteractionNotFound;
import io.casehub.intake.posted.Interactions;
import io.casehub.intake.posted.Told;
import io.casehub.model.InteractionId;
import io.casehub.model.SourceRef;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The operations on interactions, as {@code routes/api/interactions.camel.yaml} calls them. */
@Component
class InteractionDoor {

    private final Interactions interactions;
    private final InteractionBody bodies;
    private final CaseFinder finder;

    InteractionDoor(Interactions interactions, InteractionBody bodies, CaseFinder finder) {
        this.interactions = interactions;
        this.bodies = bodies;
        this.finder = finder;
    }

    /** Takes an interaction in, and says where it is now. */
    @Once
    public Answer post(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var post = bodies.read(Caller.of(request), bytes);
        var taken = interactions.take(post, Caller.of(request).actor());
        int status = taken.told() == null ? 202 : taken.isNew() ? 201 : 200;
        return Answer
                .json(status,
                        InteractionShape.taken(taken, taken.told() == null ? null : number(request, taken.told())))
                .with(HttpHeaders.LOCATION, InteractionShape.href(taken.source()));
    }

    public Answer read(HttpServletRequest request) {
        Query.of(request);
        var id = Query.id(request);
        var told = InteractionId.read(id).or(() -> InteractionId.named(id)).flatMap(interactions::find)
                .orElseThrow(() -> new InteractionNotFound(id));
        return Answer.json(200, InteractionShape.whole(told, number(request, told)));
    }

    /** All of a case, newest first. */
    public Answer ofCase(HttpServletRequest request) {
        var query = Query.of(request, Query.BEHIND, Query.LIMIT);
        var hub = finder.find(request);
        var behind = query.text(Query.BEHIND).map(InteractionDoor::place);
        List<Told> found = interactions.of(hub.id()).stream()
                .filter(told -> behind.map(place -> place.isBefore(told)).orElse(true))
                .limit(query.limit() + 1L)
                .toList();
        return Listing.of(found, query, InteractionDoor::place, told -> InteractionShape.whole(told, hub.number()));
    }

    private @Nullable String number(HttpServletRequest request, Told told) {
        return told.link() == null
                ? null
                : finder.find(Caller.of(request), told.link().caseId().toString()).number();
    }

    private static String place(Told told) {
        var text = told.said().at() + " " + InteractionId.of(told.said().source());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Place place(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return new Place(Instant.parse(parts[0]), InteractionId.read(parts[1]).orElseThrow(
                    () -> new IllegalArgumentException("no interaction")));
        } catch (IllegalArgumentException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new BadRequest("behind is not a place this API has given out");
        }
    }

    /** Where an interaction stands in a list: newest first, those of one instant by their records. */
    private record Place(Instant at, SourceRef source) {

        boolean isBefore(Told told) {
            int later = at.compareTo(told.said().at());
            return later > 0 || later == 0 && source.compareTo(told.said().source()) < 0;
        }
    }
}
