package io.casehub.connector.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private final List<String> asked = new ArrayList<>();
    private final Sundial clock = new Sundial();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MailTokens tokens = new MailTokens(clock, meters);
    private HttpServer provider;
    private int status = 200;

    @BeforeEach
    void opensTheProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var answer = (status == 200
                    ? "{\"access_token\": \"t" + asked.size() + "\", \"expires_in\": 3600}"
                    : "{\"error\": \"invalid_grant\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void closesTheProvider() {
        provider.stop(0);
    }

    @Test
    void aTokenIsRenewedAtHalfItsLife() {
        var token = token("r&1");
        token.keepAlive();
        clock.goOn(Duration.ofMinutes(29));
        token.keepAlive();
        assertThat(asked).containsExactly(
                "grant_type=refresh_token&refresh_token=r%261&client_id=hub&client_secret=s&scope=mail");

        clock.goOn(Duration.ofMinutes(2));
        token.keepAlive();

        assertThat(asked).hasSize(2);
        assertThat(token.left()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void theAlarmSoundsWhileHalfOfItsLifeIsLeft() {
        var token = token("r1");
        token.keepAlive();
        assertThat(tokens.health().getStatus().getCode()).isEqualTo("UP");
        status = 400;

        clock.goOn(Duration.ofMinutes(31));
        token.keepAlive();
        token.keepAlive();

        assertThat(asked).as("it is not asked for all the time").hasSize(2);
        assertThat(tokens.health().getStatus().getCode()).isEqualTo("WARNING");
        assertThat(String.valueOf(tokens.health().getDetails().get("email"))).contains("1740 s left", "invalid_grant");
        assertThat(meters.get("casehub.mail.token.seconds.left").tag("system", "email").gauge().value())
                .isEqualTo(1740);
    }

    @Test
    void aDeadTokenIsNotShownToTheServer() throws IOException {
        status = 400;

        try (var mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greet(mail));

            assertThatThrownBy(() -> ImapSession.open(settings(mail.getLocalPort(), token("")), new Line()))
                    .isInstanceOf(IOException.class).hasMessageContaining("invalid_grant");
        }

        assertThat(asked).isNotEmpty().allMatch(form -> form.startsWith("grant_type=client_credentials&"));
    }

    private static void greet(ServerSocket mail) {
        try (var line = mail.accept()) {
            line.getOutputStream().write("* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] here\r\n".getBytes(UTF_8));
            line.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MailboxSettings settings(int port, Access access) {
        return new MailboxSettings("127.0.0.1", port, "support", access, "INBOX", false, Duration.ofSeconds(1), 50,
                null, Afterwards.NOTHING);
    }

    private Token token(String refreshToken) {
        return tokens.of("email",
                new OAuthClient("http://127.0.0.1:" + provider.getAddress().getPort() + "/token", "hub",
                        "s", refreshToken, "mail"));
    }

    /** A clock that goes on when it is told to. */
    private static final class Sundial extends Clock {

        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        void goOn(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
