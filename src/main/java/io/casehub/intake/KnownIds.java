package io.casehub.intake;

import io.casehub.intake.Threads.Place;
import io.casehub.model.CaseId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which ids belong to which cases; it grows with all of a page that found its place. */
final class KnownIds {

    /** Oldest first: every mail of a conversation names its beginning. */
    private static final int MOST_NAMED = 20;
    private static final int LONGEST = 500;

    private final Map<String, Place> places;
    private final Map<String, Place> added = new HashMap<>();

    KnownIds(Map<String, Place> places) {
        this.places = new HashMap<>(places);
    }

    Optional<Place> find(String id) {
        return Optional.ofNullable(places.get(id));
    }

    /** Whether a mail of one of these ids is in a case. */
    boolean knows(Collection<String> ids) {
        return ids.stream().map(places::get).anyMatch(place -> place != null && place.isSeen());
    }

    void add(Piece piece, CaseId to) {
        if (piece.said().messageId() != null) {
            add(piece.said().messageId(), new Place(to, true));
        }
        piece.said().thread().stream().limit(MOST_NAMED).forEach(id -> add(id, new Place(to, false)));
        piece.conversation().ifPresent(id -> add(id, new Place(to, false)));
    }

    private void add(String id, Place place) {
        var known = places.get(id);
        if (id.length() <= LONGEST && (known == null || place.isSeen() && !known.isSeen())) {
            places.put(id, place);
            added.put(id, place);
        }
    }

    Map<String, Place> added() {
        return added;
    }
}
