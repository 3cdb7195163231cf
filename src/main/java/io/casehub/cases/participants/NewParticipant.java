package io.casehub.cases.participants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to take part in a case.
 *
 * @param name as people call him, {@code null} where nobody says
 * @param until when he takes part no more; a partner always has such a time
 */
public record NewParticipant(Role role, Who who, @Nullable String name, Sight sees, @Nullable Instant until) {

    /**
     * @param sees {@code null} for what is usual for the role
     * @throws IllegalArgumentException where the role does not go with the rest
     */
    public static NewParticipant of(Role role, Who who, @Nullable String name, @Nullable Sight sees,
            @Nullable Instant until) {
        return new NewParticipant(role, who, name, sees == null ? role.usualSight() : sees, until);
    }

    public NewParticipant {
        var kinds = switch (role) {
            case CUSTOMER -> "customer";
            case CONTACT -> "email phone name";
            case AGENT, EXPERT, PARTNER -> "caller";
            case SYSTEM -> "caller name";
        };
        if (!kinds.contains(who.kind())) {
            throw new IllegalArgumentException("a participant as " + role.word() + " is named by "
                    + kinds.replace(" ", ", ") + ", not by " + who.kind());
        }
        if (sees == Sight.INTERNAL && (role == Role.CUSTOMER || role == Role.CONTACT)) {
            throw new IllegalArgumentException("a " + role.word() + " never sees what is internal");
        }
        if (role == Role.PARTNER && until == null) {
            throw new IllegalArgumentException("a partner takes part for a time: say until when");
        }
    }
}
