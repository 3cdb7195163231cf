package io.casehub.cases.participants;

import java.util.UUID;

/** Nobody of that id takes part in the case. */
public final class ParticipantNotFound extends RuntimeException {

    ParticipantNotFound(UUID id) {
        super("no participant " + id + " takes part in this case");
    }
}
