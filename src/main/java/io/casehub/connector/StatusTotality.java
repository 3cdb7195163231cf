package io.casehub.connector;

import io.casehub.connector.check.Finding;
import io.casehub.connector.check.StatusWords;
import io.casehub.mapping.MappingUnusable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whether every status of a case has a word in each system that is told of statuses, asked at the
 * start and every minute. One that has none is told in the log and in the hub's health, and keeps
 * the hub from nothing: a command with it would be parked.
 */
@Component("statusWordsHealthIndicator")
class StatusTotality implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(StatusTotality.class);

    private final Catalog catalog;
    private final StatusWords words;
    private Map<String, List<String>> missing = Map.of();

    StatusTotality(Catalog catalog, @Value("${casehub.mappings:mappings}") Path mappings) {
        this.catalog = catalog;
        this.words = new StatusWords(mappings);
    }

    @Scheduled(fixedDelay = 60_000)
    synchronized void look() {
        var found = new TreeMap<String, List<String>>();
        catalog.all().forEach(connector -> {
            var sentences = sentences(connector.name());
            if (!sentences.isEmpty()) {
                found.put(connector.name(), sentences);
                if (!sentences.equals(missing.get(connector.name()))) {
                    log.atWarn().addKeyValue("system", connector.name()).addKeyValue("missing", sentences)
                            .log("a system has no word for some statuses");
                }
            }
        });
        missing = found;
    }

    /** A mapping that does not compile is told by who loads it. */
    private List<String> sentences(String system) {
        try {
            return words.findings(system).stream().map(Finding::sentence).toList();
        } catch (MappingUnusable e) {
            return List.of();
        }
    }

    @Override
    public synchronized Health health() {
        return Health.up().withDetails(missing).build();
    }
}
