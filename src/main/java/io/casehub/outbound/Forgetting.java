package io.casehub.outbound;

import io.casehub.cases.CasesErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Erases what settled commands still hold of erased comments and letters; that they were sent
 * stays.
 */
@Component
class Forgetting {

    private final Outbox outbox;

    Forgetting(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(CasesErased erased) {
        outbox.erase(erased.cases());
    }
}
