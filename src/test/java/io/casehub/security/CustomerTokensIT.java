package io.casehub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.ClockByHand;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.model.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CustomerTokensIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final CustomerId ADA = CustomerId.next();

    private final ClockByHand watch = new ClockByHand(Instant.parse("2026-03-01T09:00:00Z"));
    private final AuditTrail audit = new AuditTrail(DATABASE.jdbc());
    private final CustomerTokens tokens = new CustomerTokens(DATABASE.jdbc(), audit, DATABASE.transaction(),
            Duration.ofMinutes(15), watch);

    @Test
    void aTokenOpensForItsCustomerAloneAndToTheSecond() {
        var issued = tokens.issue(ADA, "portal:shop");
        var caller = tokens.callerOf(issued.text()).orElseThrow();

        assertThat(caller.customer()).isEqualTo(ADA);
        assertThat(caller.roles()).containsExactly(Role.CUSTOMER);
        assertThat(caller.actor()).isEqualTo("customer:" + ADA);
        assertThat(caller.isStaff()).isFalse();
        watch.pass(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(tokens.callerOf(issued.text())).isPresent();
        watch.pass(Duration.ofSeconds(1));
        assertThat(tokens.callerOf(issued.text())).isEmpty();
    }

    @Test
    void anythingElseOpensNothing() {
        var text = tokens.issue(ADA, "portal:shop").text();
        var other = tokens.issue(CustomerId.next(), "portal:shop").text();

        for (var wrong : List.of("", text.substring(1), text.substring(0, 91),
                text.substring(0, 28) + other.substring(28),
                "ct_" + "0".repeat(24) + text.substring(27))) {
            assertThat(tokens.callerOf(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void theSecretIsStoredNowhereAndWhoObtainedItIs() {
        var issued = tokens.issue(ADA, "portal:shop");
        var secret = issued.text().substring(28);

        assertThat(secret).hasSize(64);
        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(DATABASE.jdbc().sql("select t::text from customer_token t").query(String.class).list())
                .noneMatch(row -> row.contains(secret));
        assertThat(audit.of(new Subject("token", issued.text().substring(3, 27)), 0, 10)).singleElement()
                .satisfies(recorded -> {
                    assertThat(recorded.entry().actor()).isEqualTo("portal:shop");
                    assertThat(recorded.entry().cause()).isEqualTo("for customer " + ADA);
                });
    }

    @Test
    void tokensLongDeadAreForgotten() {
        tokens.issue(ADA, "portal:shop");
        watch.pass(Duration.ofDays(2));

        tokens.issue(ADA, "portal:shop");

        assertThat(DATABASE.jdbc().sql("select count(*) from customer_token where expires_at < ?")
                .param(watch.instant().atOffset(ZoneOffset.UTC)).query(Long.class).single()).isZero();
    }

    @Test
    void aLifeOverAnHourIsRefused() {
        for (var wrong : List.of(Duration.ofMinutes(61), Duration.ZERO)) {
            assertThatThrownBy(() -> new SecuritySettings(List.of(), new SecuritySettings.Jwt("roles", "sub"), wrong))
                    .hasMessageContaining("customer-token-life");
        }
    }

    @Test
    void nobodyIsACustomerAndSomethingElse() {
        for (var wrong : List.of(Set.of(Role.CUSTOMER), Set.of(Role.AGENT, Role.CUSTOMER))) {
            assertThatThrownBy(() -> new Caller("ada", wrong, Caller.Proof.TOKEN)).hasMessageContaining("customer");
        }
        assertThatThrownBy(() -> new Caller("ada", Set.of(Role.AGENT), Caller.Proof.TOKEN, ADA))
                .hasMessageContaining("customer");
    }
}
