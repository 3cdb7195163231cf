package io.casehub.ingest.drift;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The door to drift: what systems send differently than they used to. What it is shown it counts in
 * memory; every ten seconds that is added to what all nodes have seen and judged. A crash loses the
 * counts of ten seconds.
 */
@Component
@EnableConfigurationProperties(DriftSettings.class)
public class Drift {

    private final Map<Traffic, Watch> watches = new ConcurrentHashMap<>();
    private final Profiles profiles;
    private final Findings findings;
    private final Clock clock;

    Drift(Profiles profiles, Findings findings, Clock clock) {
        this.profiles = profiles;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Shows it records that are new to the hub, and no others: what is read again and again would count
     * again and again. Takes part in no transaction and asks no database.
     */
    public void show(Traffic traffic, Collection<Seen> records) {
        if (!records.isEmpty()) {
            watches.computeIfAbsent(traffic, any -> new Watch()).see(records, clock.millis());
        }
    }

    /** The findings on a system's records that stand so, oldest first. */
    public List<Finding> of(String system, DriftState state) {
        return findings.of(system, state);
    }

    /** How many are open. */
    public long count(String system) {
        return findings.count(system);
    }

    /**
     * Takes note of a finding: what it says is baseline from now on, and an unknown code is not told
     * again. One that is not open stays as it is.
     *
     * @throws FindingNotFound where the system has no such finding
     */
    public Finding acknowledge(String system, UUID id, String actor) {
        var found = findings.find(system, id).orElseThrow(() -> new FindingNotFound(system, id));
        profiles.acknowledge(found, actor);
        return findings.find(system, id).orElseThrow(() -> new FindingNotFound(system, id));
    }

    /** Adds what this node has seen to what all have, and judges. */
    @Scheduled(fixedDelay = 10_000)
    void fold() {
        watches.forEach((traffic, watch) -> {
            var report = watch.report(clock.millis());
            if (!report.isEmpty()) {
                try {
                    watch.expect(profiles.fold(traffic, report));
                } catch (DataAccessException | TransactionException e) {
                    // the database is away, which others tell; the counts are lost, which does no harm
                }
            }
        });
    }
}
