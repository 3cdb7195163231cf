package io.casehub.connector;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Each connector in the hub's health. A source that is down does not make the hub unhealthy: the
 * rest of it answers, and a restart would help nobody.
 */
@Component("connectorHealthIndicator")
class ConnectorsHealth implements HealthIndicator {

    private final Connectors connectors;

    ConnectorsHealth(Connectors connectors) {
        this.connectors = connectors;
    }

    @Override
    public Health health() {
        var health = Health.up();
        connectors.states()
                .forEach(state -> health.withDetail(state.name(), state.state() + ", source " + state.source()));
        return health.build();
    }
}
