package io.casehub.connector;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How far behind its system each connector is, and what waits to be looked at. */
@Component
class SourceMeters {

    private final Connectors connectors;
    private final MultiGauge lag;
    private final MultiGauge parked;
    private final MultiGauge drift;

    SourceMeters(Connectors connectors, MeterRegistry meters) {
        this.connectors = connectors;
        this.lag = MultiGauge.builder("casehub.source.lag").baseUnit("seconds")
                .description("since when a system was last heard of").register(meters);
        this.parked = MultiGauge.builder("casehub.parked.records")
                .description("records that could not be handled and wait").register(meters);
        this.drift = MultiGauge.builder("casehub.drift.findings")
                .description("open findings on what a system sends differently").register(meters);
    }

    @Scheduled(fixedDelay = 5000)
    void measure() {
        try {
            var states = connectors.states();
            lag.register(rows(states, state -> state.lag() == null ? Double.NaN : state.lag()), true);
            parked.register(rows(states, ConnectorState::parked), true);
            drift.register(rows(states, ConnectorState::drift), true);
        } catch (DataAccessException | TransactionException e) {
            // the hub's own database is away, which others tell
        }
    }

    private static List<Row<?>> rows(List<ConnectorState> states, ToDoubleFunction<ConnectorState> value) {
        return states.stream()
                .<Row<?>>map(state -> Row.of(Tags.of("system", state.name()), value.applyAsDouble(state)))
                .toList();
    }
}
