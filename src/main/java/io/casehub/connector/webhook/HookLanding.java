package io.casehub.connector.webhook;

import io.casehub.connector.plan.Plans;
import io.casehub.connector.webhook.Matter.Said;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what a call says: what the template {@code webhook} does, and the first half of
 * {@code webhook-hints}.
 */
@Component("webhook")
class HookLanding {

    private static final int LONGEST_ID = 500;

    private final Plans plans;
    private final Ingest ingest;
    private final Cursors cursors;
    private final Repeats repeats;
    private final Hints hints;
    private final TransactionTemplate transaction;

    HookLanding(Plans plans, Ingest ingest, Cursors cursors, Repeats repeats, Hints hints,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.ingest = ingest;
        this.cursors = cursors;
        this.repeats = repeats;
        this.hints = hints;
        this.transaction = transaction;
    }

    public void land(Exchange exchange) {
        land(plans.of(exchange, Hook.class), exchange.getMessage().getBody(Call.class));
    }

    /**
     * In one transaction, with the delivery's id: what was taken once changes nothing the second time.
     */
    void land(Hook hook, Call call) {
        var said = hook.read(call.body());
        var id = id(hook, call);
        transaction.executeWithoutResult(status -> {
            if (id.isEmpty() || repeats.isFirst(hook.route(), id.get(), hook.window().memory())) {
                keep(hook, said);
            }
        });
    }

    private void keep(Hook hook, Said said) {
        if (!said.hints().isEmpty()) {
            hints.add(hook.route(), said.hints());
        }
        if (said.records().isEmpty()) {
            return;
        }
        // a route that is told of everything has no cursor, though somebody may have written one
        var receipt = ingest.accept(new Page(hook.system(), hook.route(), hook.mappings(), said.records(),
                cursors.read(hook.route()).orElse(null), null));
        if (receipt instanceof Receipt.Outdated) {
            throw new WebhookNotNow("somebody moves this route's cursor at this moment; send it again");
        }
    }

    private static Optional<String> id(Hook hook, Call call) {
        return hook.id().flatMap(token -> token.first(call)).filter(id -> id.length() <= LONGEST_ID
                && id.indexOf('\u0000') < 0);
    }
}
