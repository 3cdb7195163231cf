package io.casehub.connector.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.casehub.connector.token.Provider;
import io.casehub.intake.MailPage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class EmailRouteIT {

    /** Stands where the mailroom's door is. */
    public record Door(RememberingBooks books) {

        public void accept(MailPage page) {
            books.accept(page);
        }
    }

    @Test
    void theRouteInItsFileHandsMailsToTheMailroom() throws Exception {
        var books = new RememberingBooks();
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        try (var camel = new DefaultCamelContext()) {
            var user = server.setUser("support@acme.example", "support@acme.example", "50%&+#secret?");
            camel.addComponent("mailbox", new MailboxComponent(books,
                    Provider.tokens()));
            camel.getRegistry().bind("mailroom", new Door(books));
            camel.getPropertiesComponent().setInitialProperties(settings(server.getImap().getPort()));
            PluginHelper.getRoutesLoader(camel).loadRoutes(
                    ResourceHelper.resolveResource(camel, "file:" + Path.of("routes/email/email-mails.camel.yaml")));
            camel.start();

            user.deliver(GreenMailUtil.newMimeMessage("From: a@b.example\r\nSubject: x\r\n\r\ntext"));

            await().until(() -> books.mails().size() == 1);
            assertThat(books.pages.getFirst().system()).isEqualTo("email");
            assertThat(books.pages.getFirst().route()).isEqualTo("email-mails");
            assertThat(books.pages.getFirst().address()).isEqualTo("support@acme.example");
        } finally {
            server.stop();
        }
    }

    private static Properties settings(int port) {
        var settings = new Properties();
        settings.putAll(Map.of("email.imap-host", "127.0.0.1", "email.imap-port", String.valueOf(port), "email.tls",
                "false", "email.user", "support@acme.example", "email.password", "50%&+#secret?", "email.address",
                "support@acme.example"));
        return settings;
    }
}
