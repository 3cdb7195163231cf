package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.intake.Threading.Found;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds the case that an interaction names: one of the hub, by id or number, or the hub's case of
 * the case that its own system names. One that arrives before its source case waits for it.
 */
@Component
class Naming {

    static final String HUB = "hub";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Cases cases;
    private final Waiting waiting;

    Naming(Cases cases, Waiting waiting) {
        this.cases = cases;
        this.waiting = waiting;
    }

    /** Empty where the case is not there yet, or is somebody else's. */
    Optional<Found> caseOf(Piece piece, SourceRef named) {
        if (named.system().equals(HUB)) {
            return hubCase(named.key()).filter(piece::fits)
                    .map(hub -> new Found(hub.id(), "named by who told of it"));
        }
        var found = Optional.ofNullable(cases.linked(List.of(named)).get(named))
                .map(link -> new Found(link.caseId(), "part of the case in its own system"));
        if (found.isEmpty()) {
            waiting.add(piece.said(), named);
        }
        return found;
    }

    private Optional<HubCase> hubCase(String key) {
        return ID.matcher(key).matches() ? cases.find(new CaseId(UUID.fromString(key))) : cases.byNumber(key);
    }
}
