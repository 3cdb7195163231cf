package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.ParkedNotFound;
import io.casehub.ingest.ParkedSearch;
import io.casehub.ingest.Parking;
import io.casehub.ingest.Parking.ParkedRecord;
import io.casehub.ingest.Replay;
import io.casehub.model.Entity;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The operations on what could not be handled, as {@code routes/api/parked.camel.yaml} calls them.
 */
@Component
class ParkedDoor {

    /** Of a payload in a list; the record by itself has it whole. */
    private static final int SHOWN = 2000;
    private static final int USUAL_REPLAY = 100;
    private static final int LARGEST_REPLAY = 1000;

    private final Parking parking;
    private final Ingest ingest;
    private final Replay replay;

    ParkedDoor(Parking parking, Ingest ingest, Replay replay) {
        this.parking = parking;
        this.ingest = ingest;
        this.replay = replay;
    }

    /** What waits, oldest first. */
    public Answer list(HttpServletRequest request) {
        var query = Query.of(request, "system", Query.BEHIND, Query.LIMIT);
        var behind = query.text(Query.BEHIND).map(text -> Ids.uuid(Query.BEHIND, text));
        behind.filter(id -> parking.find(id).isEmpty()).ifPresent(id -> {
            throw new BadRequest("behind is not a place this API has given out");
        });
        return Listing.of(parking.waiting(query.text("system"), behind, query.limit() + 1), query,
                parked -> parked.id().toString(), parked -> shape(parked, SHOWN));
    }

    /** One record with its whole payload. */
    public Answer read(HttpServletRequest request) {
        Query.of(request);
        return Answer.json(200, shape(find(request), Integer.MAX_VALUE));
    }

    /** Tries one again; the answer says whether it is in now, and if not, why. */
    @Once(apart = true)
    public Answer replay(HttpServletRequest request) {
        ingest.replay(id(request));
        return Answer.json(200, shape(find(request), SHOWN));
    }

    /** Tries all again that wait and are as asked for; as many as asked for at most. */
    @Once(apart = true)
    public Answer replayAll(HttpServletRequest request, byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "system", "mapping", "entity", "reason", "since", "until", "limit");
        var search = new ParkedSearch(body.text("system", 100), body.text("mapping", 200),
                body.word("entity", Entity.class, Set.of()), body.text("reason", 200), body.instant("since"),
                body.instant("until"));
        if (search.isOpen()) {
            throw new BadRequest("say which are meant, by one at least of system, mapping, entity, reason, since and "
                    + "until");
        }
        var done = replay.all(search, body.number("limit", USUAL_REPLAY, LARGEST_REPLAY));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("tried", done.tried())
                .put("replayed", done.replayed())
                .put("failed", done.failed())
                .put("waiting", done.waiting()));
    }

    private ParkedRecord find(HttpServletRequest request) {
        var id = id(request);
        return parking.find(id).orElseThrow(() -> new ParkedNotFound(id));
    }

    private static UUID id(HttpServletRequest request) {
        return Ids.uuid("the id of a parked record", Query.id(request));
    }

    private static ObjectNode shape(ParkedRecord parked, int longest) {
        boolean isCut = parked.payload().length() > longest;
        var json = JsonNodeFactory.instance.objectNode().put("id", parked.id().toString())
                .put("system", parked.system())
                .put("route", parked.route())
                .put("mapping", parked.mapping())
                .put("stage", parked.stage())
                .put("reason", parked.reason())
                .put("payload", isCut ? parked.payload().substring(0, longest) : parked.payload())
                .put("payloadCut", isCut)
                .put("fetchedAt", parked.fetchedAt().toString())
                .put("parkedAt", parked.parkedAt().toString())
                .put("attempts", parked.attempts())
                .put("replayed", parked.isReplayed());
        return json.put("href", "/api/v1/parked/" + parked.id());
    }
}
