package io.casehub.connector;

import io.casehub.connector.push.Failures;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.outbound.Carrier;
import io.casehub.outbound.Command;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Carries commands over the routes {@code <system>-<kind>-out}. */
@Component
class CamelCarrier implements Carrier {

    private static final String NOTE = CommandKind.CASE_NOTE.word();
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Catalog catalog;
    private final CamelContext camel;
    private final ProducerTemplate producer;

    CamelCarrier(Catalog catalog, @Lazy CamelContext camel, @Lazy ProducerTemplate producer) {
        this.catalog = catalog;
        this.camel = camel;
        this.producer = producer;
    }

    @Override
    public boolean carries(String system, CommandKind kind) {
        return rule(system, kind).isPresent();
    }

    @Override
    public boolean isRepeatable(String system, CommandKind kind) {
        return rule(system, kind).filter(ConnectorFile.CommandRule::repeatable).isPresent();
    }

    @Override
    public Map<String, List<Entity>> hearing() {
        return catalog.all().stream()
                .filter(connector -> connector.file().commands().containsKey(NOTE))
                .collect(Collectors.toMap(Connector::name,
                        connector -> connector.file().commands().get(NOTE).about()));
    }

    @Override
    public Outcome carry(Command command) {
        var route = command.system() + "-" + ((CodeWord) command.kind()).word() + "-out";
        if (camel.getRouteController().getRouteStatus(route) != ServiceStatus.Started) {
            return new Outcome.NotReached("the connector's route " + route + " is not running", PAUSE);
        }
        var exchange = producer.request("direct:" + route, sent -> sent.getMessage().setBody(command));
        var outcome = exchange.getMessage().getBody();
        if (exchange.getException() == null && outcome instanceof Outcome answered) {
            return answered;
        }
        return Failures.outcome(exchange.getException());
    }

    private Optional<ConnectorFile.CommandRule> rule(String system, CommandKind kind) {
        return catalog.find(system).map(connector -> connector.file().commands().get(kind.word()));
    }
}
