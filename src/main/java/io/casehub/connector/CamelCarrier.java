package io.casehub.connector;

import io.casehub.connector.plan.Plans;
import io.casehub.connector.push.Failures;
import io.casehub.connector.push.Speech;
import io.casehub.mapping.Mappings;
import io.casehub.model.Entity;
import io.casehub.outbound.Carrier;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Carries commands over the routes {@code <system>-<kind>-out}. */
@Component
class CamelCarrier implements Carrier {

    private static final String NOTE = CommandKind.CASE_NOTE.word();
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(15);

    private final Catalog catalog;
    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final Plans plans;
    private final Mappings mappings;

    CamelCarrier(Catalog catalog, @Lazy CamelContext camel, @Lazy ProducerTemplate producer, Plans plans,
            Mappings mappings) {
        this.plans = plans;
        this.mappings = mappings;
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
        return rule(system, kind).filter(CommandRule::repeatable).isPresent();
    }

    @Override
    public boolean folds(String system, CommandKind kind) {
        return rule(system, kind).filter(CommandRule::folds).isPresent();
    }

    @Override
    public Duration expected(String system, CommandKind kind) {
        return rule(system, kind).map(CommandRule::deadline).orElse(USUAL_DEADLINE);
    }

    @Override
    public Map<CommandKind, String> declared(String system) {
        var declared = new HashMap<CommandKind, String>();
        catalog.find(system).ifPresent(connector -> connector.file().commands().forEach((word, rule) -> {
            if (rule.on() != null) {
                declared.put(new CommandKind(word), rule.on());
            }
        }));
        return declared;
    }

    @Override
    public boolean isSameThere(String system, CommandKind kind, @Nullable String one, @Nullable String other) {
        return plans.find(route(system, kind), Speech.class)
                .map(speech -> Speech.isSame(mappings.get(speech.mapping()), one, other))
                .orElseGet(() -> Objects.equals(one, other));
    }

    @Override
    public Map<String, List<Entity>> hearing() {
        return catalog.all().stream()
                .filter(connector -> connector.file().commands().containsKey(NOTE))
                .collect(Collectors.toMap(Connector::name,
                        connector -> connector.file().commands().get(NOTE).about()));
    }

    @Override
    public List<String> owned(String system) {
        return catalog.find(system).map(connector -> connector.file().owns()).orElse(List.of());
    }

    @Override
    public Outcome carry(Command command) {
        var route = route(command.system(), command.kind());
        if (camel.getRouteController().getRouteStatus(route) != ServiceStatus.Started) {
            return new Outcome.NotReached("the connector's route " + route + " is not running", PAUSE);
        }
        if (command.manner() == Manner.DOUBTFUL && plans.find(route, Speech.class).filter(Speech::isAsking).isEmpty()) {
            return new Outcome.Unknown("its system cannot be asked whether it is there already");
        }
        var exchange = producer.request("direct:" + route, sent -> sent.getMessage().setBody(command));
        var outcome = exchange.getMessage().getBody();
        if (exchange.getException() == null && outcome instanceof Outcome answered) {
            return answered;
        }
        return Failures.outcome(exchange.getException());
    }

    private static String route(String system, CommandKind kind) {
        return system + "-" + kind + "-out";
    }

    private Optional<CommandRule> rule(String system, CommandKind kind) {
        return catalog.find(system).map(connector -> connector.file().commands().get(kind.word()));
    }
}
