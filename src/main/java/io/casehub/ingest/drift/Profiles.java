package io.casehub.ingest.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.casehub.ingest.drift.Profile.Saved;
import io.casehub.ingest.drift.Watch.Report;
import io.casehub.mapping.ExactJson;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of what traffic looks like. One row is one profile; who holds it holds its findings
 * too, so nodes add to it one after the other.
 */
@Component
class Profiles {

    private final JdbcClient jdbc;
    private final Findings findings;
    private final DriftSettings settings;

    Profiles(JdbcClient jdbc, Findings findings, DriftSettings settings) {
        this.jdbc = jdbc;
        this.findings = findings;
        this.settings = settings;
    }

    /** Adds what a node has seen, and answers which codes are unknown now. */
    @Transactional
    Set<String> fold(Traffic traffic, Report report) {
        var profile = lock(traffic);
        report.samples().forEach(sample -> profile.take(sample, settings.learn()));
        write(traffic, profile);
        findings.settle(traffic, profile.signs());
        return findings.settle(traffic, report.unknown(), report.mapped());
    }

    @Transactional
    void acknowledge(Finding finding, String actor) {
        var profile = lock(finding.traffic());
        if (findings.acknowledge(finding.id(), actor)) {
            profile.accept(Findings.sign(finding));
            write(finding.traffic(), profile);
        }
    }

    private Profile lock(Traffic traffic) {
        jdbc.sql("insert into drift_profile (route, mapping) values (?, ?) on conflict do nothing")
                .params(traffic.route(), traffic.mapping())
                .update();
        return jdbc.sql("select profile from drift_profile where route = ? and mapping = ? for update")
                .params(traffic.route(), traffic.mapping())
                .query((row, number) -> Optional.ofNullable(row.getString("profile")))
                .single()
                .map(text -> Profile.of(read(text)))
                .orElseGet(Profile::empty);
    }

    private void write(Traffic traffic, Profile profile) {
        jdbc.sql("update drift_profile set profile = ? where route = ? and mapping = ?")
                .params(text(profile.saved()), traffic.route(), traffic.mapping())
                .update();
    }

    private static Saved read(String text) {
        try {
            return ExactJson.mapper().readValue(text, Saved.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored profile cannot be read", e);
        }
    }

    private static String text(Saved saved) {
        try {
            return ExactJson.mapper().writeValueAsString(saved);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a profile cannot be written", e);
        }
    }
}
