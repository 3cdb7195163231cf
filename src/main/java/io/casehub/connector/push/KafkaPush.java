package io.casehub.connector.push;

import io.casehub.connector.plan.Plans;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import io.casehub.outbound.Deliveries;
import io.casehub.outbound.Outcome;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/** What the templates {@code push-kafka} and {@code replies-kafka} do beside Camel. */
@Component("kafkaPush")
class KafkaPush {

    private final Plans plans;
    private final Mappings mappings;
    private final Deliveries deliveries;

    KafkaPush(Plans plans, Mappings mappings, Deliveries deliveries) {
        this.plans = plans;
        this.mappings = mappings;
        this.deliveries = deliveries;
    }

    /** Says the command in the system's words, keyed by its record so that order holds. */
    public void request(Exchange exchange) {
        var command = exchange.getMessage().getBody(Command.class);
        var said = mappings.get(plans.of(exchange, KafkaTarget.class).mapping()).apply(CommandInput.of(command));
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setHeader(KafkaConstants.KEY, command.record().key());
        exchange.getMessage().setBody(said.toString());
    }

    /** The broker has it; the system answers on its topic of replies. */
    public void sent(Exchange exchange) {
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(new Outcome.Sent("the broker has it; waiting for the system's reply"));
    }

    /**
     * Takes a reply, which the mapping turns into {@code {command, accepted, words}}. Not ours: left
     * alone.
     */
    public void reply(Exchange exchange) {
        var reply = mappings.get(plans.of(exchange, KafkaReplies.class).mapping())
                .apply(ExactJson.parse(exchange.getMessage().getBody(String.class)));
        if (reply.path("command").asText().matches("[0-9a-f-]{36}")) {
            deliveries.answered(UUID.fromString(reply.path("command").asText()), reply.path("accepted").asBoolean(),
                    reply.path("words").asText());
        }
    }
}
