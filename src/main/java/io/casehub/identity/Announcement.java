package io.casehub.identity;

import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells the other rooms, inside the transaction, that customers changed although no record arrived.
 */
@Component
class Announcement {

    private final Claims claims;
    private final ApplicationEventPublisher events;

    Announcement(Claims claims, ApplicationEventPublisher events) {
        this.claims = claims;
        this.events = events;
    }

    void of(Resolution resolution) {
        events.publishEvent(new PageIdentified(resolution.merges(),
                PageIdentified.moves(claims.claimedByRecords(resolution.moved())), resolution.regrouped(), List.of()));
    }
}
