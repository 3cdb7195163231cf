package io.casehub.connector.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.ClockByHand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private final ClockByHand clock = new ClockByHand(Instant.parse("2026-11-22T12:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MailTokens tokens = new MailTokens(clock, meters, OAuthClient::ask);
    private Provider provider;

    @BeforeEach
    void opensTheProvider() throws IOException {
        provider = new Provider();
    }

    @AfterEach
    void closesTheProvider() {
        provider.close();
    }

    @Test
    void aTokenIsRenewedAtHalfItsLife() {
        var token = token("r&1");
        token.keepAlive();
        clock.pass(Duration.ofMinutes(29));
        token.keepAlive();
        assertThat(provider.asked).containsExactly(
                "grant_type=refresh_token&refresh_token=r%261&client_id=hub&client_secret=s&scope=mail");

        clock.pass(Duration.ofMinutes(2));
        token.keepAlive();

        assertThat(provider.asked).hasSize(2);
        assertThat(token.left()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theAlarmSoundsWhileHalfOfItsLifeIsLeft() {
        var token = token("r1");
        token.keepAlive();
        assertThat(tokens.health().getStatus().getCode()).isEqualTo("UP");
        provider.status = 400;

        clock.pass(Duration.ofMinutes(31));
        token.keepAlive();
        token.keepAlive();

        assertThat(provider.asked).as("it is not asked for all the time").hasSize(2);
        assertThat(tokens.health().getStatus().getCode()).isEqualTo("WARNING");
        assertThat(String.valueOf(tokens.health().getDetails().get("email"))).contains("1740 s left", "invalid_grant");
        assertThat(meters.get("casehub.mail.token.seconds.left").tag("system", "email").gauge().value())
                .isEqualTo(1740);
    }

    @Test
    void theAlarmSoundsBeforeTheConsentEnds() throws IOException {
        provider.refreshLife = Duration.ofDays(2);

        token("r1").keepAlive();

        assertThat(tokens.health().getStatus().getCode()).isEqualTo("WARNING");
        assertThat(String.valueOf(tokens.health().getDetails().get("email"))).contains("somebody has to consent anew");
    }

    @Test
    void whoReadsAndWhoSendsShareOneToken() throws IOException {
        assertThat(token("r1").current()).isEqualTo(token("r1").current());
        assertThat(provider.asked).hasSize(1);

        token("r2").keepAlive();

        assertThat(provider.asked).hasSize(2);
    }

    @Test
    void aTokenThatAServerRefusesIsNotShownAgain() throws IOException {
        var token = token("r1");
        assertThat(token.current()).isEqualTo("t1");

        token.refused();

        assertThat(token.current()).isEqualTo("t2");
    }

    private Token token(String refreshToken) {
        return tokens.of("email", "support", provider.client(refreshToken));
    }
}
