package io.casehub.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.pull.Destination;
import io.casehub.connector.webhook.Hints.Hint;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sources;
import io.casehub.mapping.ExactJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the template {@code webhook-hints} does beside {@code httpPull}: it says which records to
 * read, and is done with a hint in the transaction that takes its record in.
 */
@Component("webhookHints")
class HintReading {

    private final Plans plans;
    private final Hints hints;
    private final Ingest ingest;
    private final Cursors cursors;
    private final Sources sources;
    private final TransactionTemplate transaction;

    HintReading(Plans plans, Hints hints, Ingest ingest, Cursors cursors, Sources sources,
            TransactionTemplate transaction) {
        this.plans = plans;
        this.hints = hints;
        this.ingest = ingest;
        this.cursors = cursors;
        this.sources = sources;
        this.transaction = transaction;
    }

    /** A hint has no place in its source behind which to read. */
    public void begin(Exchange exchange) {
        exchange.setProperty(Destination.PROPERTY, new Taken());
    }

    /** Takes hints, and answers the keys in them. */
    public List<JsonNode> take(Exchange exchange) {
        var hook = plans.of(exchange, Hook.class);
        var taken = exchange.getProperty(Destination.PROPERTY, Taken.class);
        var atOnce = hook.matter() instanceof Matter.Hints matter ? matter.atOnce() : 0;
        taken.open = hints.lease(hook.route(), atOnce);
        return taken.open.stream().map(hint -> ExactJson.parse(hint.key())).toList();
    }

    /** Gives back what was taken and not read, and notes whether anything was. */
    public void end(Exchange exchange) {
        var taken = exchange.getProperty(Destination.PROPERTY, Taken.class);
        exchange.setProperty(HookRoutes.HAS_READ, taken.hasRead);
        if (!taken.open.isEmpty()) {
            hints.release(plans.of(exchange, Hook.class).route(), taken.open);
        }
    }

    /** Where the records of some hints land. */
    private final class Taken implements Destination {

        private List<Hint> open = List.of();
        private boolean hasRead;

        @Override
        public Optional<String> cursor(String route) {
            return Optional.empty();
        }

        @Override
        public boolean isAside() {
            return false;
        }

        @Override
        public Receipt accept(Page read) {
            var receipt = transaction.execute(status -> {
                var answer = ingest.accept(new Page(read.system(), read.route(), read.mappings(), read.records(),
                        cursors.read(read.route()).orElse(null), null));
                if (answer instanceof Receipt.Landed) {
                    hints.done(read.route(), open);
                }
                return answer;
            });
            if (receipt instanceof Receipt.Landed) {
                hasRead |= !open.isEmpty();
                open = List.of();
            }
            return Objects.requireNonNull(receipt);
        }

        /** A route that is only called says nothing of its system by being silent. */
        @Override
        public void reached(String system, String route) {
            sources.forget(route);
        }

        @Override
        public void failed(String system, String route, String reason) {
            sources.failed(system, route, reason);
        }
    }
}
