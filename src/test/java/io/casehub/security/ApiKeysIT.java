package io.casehub.security;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static io.casehub.security.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Watch watch = new Watch();
    private final ApiKeys keys = new ApiKeys(DATABASE.jdbc(), watch);

    @Test
    void aKeyOpensForWhomItWasIssued() {
        var issued = keys.issue("ada", Set.of(SUPERVISOR, AGENT), null);

        assertThat(issued.text()).startsWith("ch_" + issued.key().id() + "_").hasSize(80);
        assertThat(keys.callerOf(issued.text()))
                .contains(new Caller("ada", Set.of(AGENT, SUPERVISOR), Caller.Proof.API_KEY));
    }

    @Test
    void anythingElseOpensNothing() {
        var text = keys.issue("ada", Set.of(AGENT), null).text();
        var other = keys.issue("eve", Set.of(AGENT), null).text();

        assertThat(keys.callerOf(text.substring(0, 16) + other.substring(16))).isEmpty();
        assertThat(keys.callerOf("ch_000000000000_" + text.substring(16))).isEmpty();
        assertThat(keys.callerOf(text.substring(0, 79))).isEmpty();
        assertThat(keys.callerOf("")).isEmpty();
    }

    @Test
    void theSecretIsStoredNowhereAndShownOnce() {
        var issued = keys.issue("ada", Set.of(AGENT), null);
        var secret = issued.text().substring(16);

        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(DATABASE.jdbc().sql("select k::text from api_key k").query(String.class).list())
                .noneMatch(row -> row.contains(secret));
    }

    @Test
    void aRevokedKeyIsDeadHereAtOnceAndOnEveryNodeWithinThirtySeconds() {
        var otherNode = new ApiKeys(DATABASE.jdbc(), watch);
        var issued = keys.issue("ada", Set.of(AGENT), null);
        assertThat(otherNode.callerOf(issued.text())).isPresent();
        assertThat(otherNode.callerOf(issued.text())).isPresent();

        assertThat(keys.revoke(issued.key().id())).isTrue();

        assertThat(keys.callerOf(issued.text())).isEmpty();
        watch.pass(Duration.ofSeconds(30));
        assertThat(otherNode.callerOf(issued.text())).isEmpty();
    }

    @Test
    void anExpiredKeyIsDeadToTheSecond() {
        var issued = keys.issue("ada", Set.of(AGENT), Duration.ofDays(1));

        watch.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(keys.callerOf(issued.text())).isPresent();
        watch.pass(Duration.ofSeconds(1));
        assertThat(keys.callerOf(issued.text())).isEmpty();
    }

    @Test
    void theDayOfTheLastUseIsKept() {
        var issued = keys.issue("ada", Set.of(INTEGRATOR), null);
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
        assertThatThrownBy(() -> keys.issue(" ", Set.of(AGENT), null)).hasMessageContaining("name");
        assertThatThrownBy(() -> keys.issue("a\nb", Set.of(AGENT), null)).hasMessageContaining("name");
        assertThatThrownBy(() -> keys.issue("ada", Set.of(), null)).hasMessageContaining("role");
        assertThatThrownBy(() -> keys.issue("ada", Set.of(AGENT), Duration.ZERO)).hasMessageContaining("lives");
        assertThat(keys.revoke("none")).isFalse();
    }

    /** A clock that stands still until the test says otherwise. */
    private static final class Watch extends Clock {

        private Instant now = Instant.parse("2026-03-01T09:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
