package io.casehub.connector.pull;

import io.casehub.connector.plan.Plans;
import io.casehub.ingest.Sources;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a broker whether it is there: a consumer waits in silence for one that is not. */
@Component("kafkaProbe")
class KafkaProbe {

    private static final int PATIENCE_SECONDS = 3;

    private static final Logger log = LoggerFactory.getLogger(KafkaProbe.class);

    private final Plans plans;
    private final Sources sources;
    private final Set<String> away = ConcurrentHashMap.newKeySet();

    KafkaProbe(Plans plans, Sources sources) {
        this.plans = plans;
        this.sources = sources;
    }

    /** Notes whether the brokers answer. */
    public void check(Exchange exchange) throws InterruptedException {
        var brokers = plans.of(exchange, Brokers.class);
        var route = exchange.getFromRouteId();
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers.addresses(), AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_SECONDS * 1000, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_SECONDS * 1000))) {
            admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            sources.reached(brokers.system(), route);
            sources.readWhole(route, Duration.ZERO); // what a stream has, it brings by itself
            if (away.remove(route)) {
                log.atInfo().addKeyValue("route", route).log("source answered again");
            }
        } catch (ExecutionException | TimeoutException e) {
            var reason = "no broker answers at " + brokers.addresses();
            sources.failed(brokers.system(), route, reason);
            if (away.add(route)) {
                log.atWarn().addKeyValue("route", route).addKeyValue("reason", reason).log("source failed");
            }
        }
    }
}
