package io.casehub.connector.mailbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.connector.token.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BearerTest {

    @Test
    void aDeadTokenIsNotShownToTheServer() throws IOException {
        try (var provider = new Provider();
                var mail = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            provider.status = 400;
            Thread.ofVirtual().start(() -> greet(mail));
            var token = Provider.tokens().take("email", "support", new HashMap<>(
                    Map.of("auth", "xoauth2", "tokenUrl", provider.url(), "clientId", "hub"))).orElseThrow();

            assertThatThrownBy(() -> ImapSession.open(settings(mail.getLocalPort(), new Bearer(token)), new Line()))
                    .isInstanceOf(IOException.class).hasMessageContaining("invalid_grant");

            assertThat(provider.asked).isNotEmpty()
                    .allMatch(form -> form.startsWith("grant_type=client_credentials&"));
        }
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
}
