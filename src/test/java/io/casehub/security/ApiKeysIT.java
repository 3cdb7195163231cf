package io.casehub.security;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.CUSTOMER;
import static io.casehub.security.Role.INTEGRATOR;
import static io.casehub.security.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.ClockByHand;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ClockByHand watch = new ClockByHand(Instant.parse("2026-03-01T09:00:00Z"));
    private final AuditTrail audit = new AuditTrail(DATABASE.jdbc());
    private final ApiKeys keys = keys();

    @Test
    void aKeyOpensForWhomItWasIssued() {
        var issued = keys.issue("ada", Set.of(SUPERVISOR, AGENT), null, "cli:root");

        assertThat(issued.text()).startsWith("ch_" + issued.key().id() + "_").hasSize(80);
        assertThat(keys.callerOf(issued.text()))
                .contains(new Caller("ada", Set.of(AGENT, SUPERVISOR), Caller.Proof.API_KEY));
    }

    @Test
    void anythingElseOpensNothing() {
        var text = keys.issue("ada", Set.of(AGENT), null, "cli:root").text();
        var other = keys.issue("eve", Set.of(AGENT), null, "cli:root").text();

        assertThat(keys.callerOf(text.substring(0, 16) + other.substring(16))).isEmpty();
        assertThat(keys.callerOf("ch_000000000000_" + text.substring(16))).isEmpty();
        assertThat(keys.callerOf(text.substring(0, 79))).isEmpty();
        assertThat(keys.callerOf("")).isEmpty();
    }

    @Test
    void theSecretIsStoredNowhereAndShownOnce() {
        var issued = keys.issue("ada", Set.of(AGENT), null, "cli:root");
        var secret = issued.text().substring(16);

        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(DATABASE.jdbc().sql("select k::text from api_key k").query(String.class).list())
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void aRevokedKeyIsDeadHereAtOnceAndOnEveryNodeWithinThirtySeconds() {
        var otherNode = keys();
        var issued = keys.issue("ada", Set.of(AGENT), null, "cli:root");
        assertThat(otherNode.callerOf(issued.text())).isPresent();
        assertThat(otherNode.callerOf(issued.text())).isPresent();

        assertThat(keys.revoke(issued.key().id(), "cli:root")).isTrue();

        assertThat(keys.callerOf(issued.text())).isEmpty();
        watch.pass(Duration.ofSeconds(30));
        assertThat(otherNode.callerOf(issued.text())).isEmpty();
    }

    @Test
    void anExpiredKeyIsDeadToTheSecond() {
        var issued = keys.issue("ada", Set.of(AGENT), Duration.ofDays(1), "cli:root");

        watch.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(keys.callerOf(issued.text())).isPresent();
        watch.pass(Duration.ofSeconds(1));
        assertThat(keys.callerOf(issued.text())).isEmpty();
    }

    @Test
    void theDayOfTheLastUseIsKept() {
        var issued = keys.issue("ada", Set.of(INTEGRATOR), null, "cli:root");
        keys.callerOf(issued.text());
        watch.pass(Duration.ofDays(1));
        keys.callerOf(issued.text());

        assertThat(keys.list()).filteredOn(key -> key.id().equals(issued.key().id())).singleElement()
                .satisfies(key -> {
                    assertThat(key.lastUsedOn()).isEqualTo(LocalDate.of(2026, 3, 2));
                    assertThat(key.roles()).containsExactly(INTEGRATOR);
                    assertThat(key.createdAt()).isEqualTo(issued.key().createdAt());
                });
    }

    @Test
    void aKeyWithoutANameARoleOrALifeIsNotIssued() {
        assertThatThrownBy(() -> keys.issue(" ", Set.of(AGENT), null, "cli:root")).hasMessageContaining("name");
        assertThatThrownBy(() -> keys.issue("a\nb", Set.of(AGENT), null, "cli:root")).hasMessageContaining("name");
        assertThatThrownBy(() -> keys.issue("ada", Set.of(), null, "cli:root")).hasMessageContaining("role");
        assertThatThrownBy(() -> keys.issue("ada", Set.of(AGENT), Duration.ZERO, "cli:root"))
                .hasMessageContaining("lives");
        assertThat(keys.revoke("none", "cli:root")).isFalse();
    }

    @Test
    void aCustomerGetsNoKey() {
        assertThatThrownBy(() -> keys.issue("ada", Set.of(AGENT, CUSTOMER), null, "cli:root"))
                .hasMessageContaining("portal");
    }

    @Test
    void whoGaveAKeyOutAndTookItBackIsInTheAuditTrail() {
        var key = keys.issue("ada", Set.of(AGENT), null, "cli:root").key();

        keys.revoke(key.id(), "cli:eve");
        keys.revoke(key.id(), "cli:bob");

        assertThat(audit.of(new Subject("key", key.id()), 0, 10)).extracting(recorded -> recorded.entry().actor() + " "
                + recorded.entry().action()).containsExactly("cli:root key.issued", "cli:eve key.revoked");
    }

    private ApiKeys keys() {
        return new ApiKeys(DATABASE.jdbc(), audit, DATABASE.transaction(), watch);
    }
}
