package io.casehub.outbound;

import io.casehub.cases.CasesErased;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Erases what settled commands still hold of erased comments, letters and corrections; that they
 * were sent stays.
 */
@Component
class Forgetting {

    private final Outbox outbox;
    private final CorrectionRows corrections;

    Forgetting(Outbox outbox, CorrectionRows corrections) {
        this.outbox = outbox;
        this.corrections = corrections;
    }

    @EventListener
    void on(CasesErased erased) {
        outbox.erase(erased.cases());
        corrections.erase(erased.customer());
    }
}
