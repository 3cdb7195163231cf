package io.casehub.connector.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.casehub.connector.token.Provider;
import io.casehub.intake.ArrivedMail;
import io.casehub.intake.MailPage;
import jakarta.mail.Flags;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxEndpointIT {

    private static final String ROUTE = "email-mails";

    private final RememberingBooks books = new RememberingBooks();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private GreenMailUser support = user();

    private GreenMailUser user() {
        server.start();
        return server.setUser("support@acme.example", "support", "p&ss+word");
    }

    @BeforeEach
    void addsTheComponent() {
        camel.disableJMX();
        camel.addComponent("mailbox", new MailboxComponent(books,
                Provider.tokens()));
    }

    @AfterEach
    void stopsRouteBeforeServer() {
        camel.stop();
        server.stop();
    }

    @Test
    void handsOverPagesInTheOrderOfUids() throws Exception {
        deliver(1, 7);

        read(server.getImap().getPort(), "pageSize=3&poll=30s");

        await().until(() -> books.mails().size() == 7);
        assertThat(books.pages).extracting(page -> page.mails().size()).containsExactly(3, 3, 1);
        assertThat(books.mails()).extracting(ArrivedMail::uid).isSorted();
        assertThat(books.mails()).extracting(mail -> new String(mail.raw(), US_ASCII)).allMatch(
                raw -> raw.contains("Subject: number") && raw.stripTrailing().endsWith("This is a mail."));
        assertThat(books.pages.getFirst().before()).isNull();
    }

    @Test
    void wakesWhenAMailArrives() throws Exception {
        read(server.getImap().getPort(), "poll=60s");
        await().until(() -> books.reached.get() > 0);

        var sent = Instant.now();
        deliver(1, 1);

        await().pollInterval(Duration.ofMillis(10)).until(() -> books.mails().size() == 1);
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void pollsThroughAnIdleThatStaysSilent() throws Exception {
        read(server.getImap().getPort(), "poll=200ms");

        await().until(() -> books.reached.get() > 4);

        assertThat(books.failures).isEmpty();
        deliver(1, 1);
        await().until(() -> books.mails().size() == 1);
    }

    @Test
    void tellsTheBacklogFromWhatArrivesLater() throws Exception {
        deliver(1, 2);
        read(server.getImap().getPort(), "poll=30s");
        await().until(() -> books.mails().size() == 2);

        deliver(3, 3);

        await().until(() -> books.mails().size() == 3);
        assertThat(books.mails()).extracting(ArrivedMail::backlog).containsExactly(true, true, false);
    }

    @Test
    void anEmptyMailboxHasNoBacklogEvenIfTheHubIsAwayWhenTheFirstMailComes() throws Exception {
        read(server.getImap().getPort(), "poll=30s");
        await().until(() -> books.cursor(ROUTE).isPresent());
        camel.getRouteController().stopRoute(ROUTE);

        deliver(1, 1);
        camel.getRouteController().startRoute(ROUTE);

        await().until(() -> books.mails().size() == 1);
        assertThat(books.mails().getFirst().backlog()).isFalse();
    }

    @Test
    void marksWhatIsKeptAsSeenWhereThatIsWished() throws Exception {
        deliver(1, 2);

        read(server.getImap().getPort(), "poll=200ms&afterwards=seen");

        await().until(() -> inbox().stream().filter(mail -> mail.getFlags().contains(Flags.Flag.SEEN)).count() == 2);
        deliver(3, 3);
        await().until(() -> inbox().stream().filter(mail -> mail.getFlags().contains(Flags.Flag.SEEN)).count() == 3);
        assertThat(books.mails()).hasSize(3);
    }

    @Test
    void movesWhatIsKeptWhereThatIsWished() throws Exception {
        server.getManagers().getImapHostManager().createMailbox(support, "Done");
        deliver(1, 2);

        read(server.getImap().getPort(), "poll=200ms&afterwards=move:Done");

        await().until(() -> inbox().isEmpty());
        assertThat(server.getManagers().getImapHostManager().getFolder(support, "Done").getMessageCount()).isEqualTo(2);
        assertThat(books.mails()).hasSize(2);
    }

    private List<StoredMessage> inbox() throws FolderException {
        return server.getManagers().getImapHostManager().getInbox(support).getMessages();
    }

    @Test
    void leavesTheMailboxAsItIs() throws Exception {
        deliver(1, 2);

        read(server.getImap().getPort(), "poll=200ms");

        await().until(() -> books.mails().size() == 2);
        var inbox = server.getManagers().getImapHostManager().getInbox(support);
        assertThat(inbox.getMessages()).noneMatch(mail -> mail.getFlags().contains(Flags.Flag.SEEN));
        assertThat(inbox.getMessages()).allMatch(mail -> mail.getFlags().contains(Flags.Flag.RECENT));
    }

    @Test
    void handsNothingOverTwiceWhenTheRouteRestarts() throws Exception {
        deliver(1, 3);
        read(server.getImap().getPort(), "poll=200ms");
        await().until(() -> books.mails().size() == 3);

        camel.getRouteController().stopRoute(ROUTE);
        deliver(4, 4);
        camel.getRouteController().startRoute(ROUTE);

        await().until(() -> books.mails().size() == 4);
        assertThat(books.mails()).extracting(ArrivedMail::uid).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aSuspendedRouteReadsNothingUntilItIsResumed() throws Exception {
        read(server.getImap().getPort(), "poll=30s");
        await().until(() -> books.reached.get() > 0);

        var asked = Instant.now();
        camel.getRouteController().suspendRoute(ROUTE);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
        deliver(1, 1);
        await().during(Duration.ofMillis(500)).until(() -> books.mails().isEmpty());

        camel.getRouteController().resumeRoute(ROUTE);
        await().until(() -> books.mails().size() == 1);
        assertThat(books.failures).isEmpty();
    }

    @Test
    void comesBackWhenTheServerDoes() throws Exception {
        int port = server.getImap().getPort();
        read(port, "poll=30s");
        await().until(() -> books.reached.get() > 0);

        server.stop();
        await().until(() -> !books.failures.isEmpty());
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        support = user();
        deliver(1, 1);

        await().atMost(Duration.ofSeconds(20)).until(() -> books.mails().size() == 1);
    }

    @Test
    void readsARenewedFolderFromItsBeginning() throws Exception {
        books.accept(new MailPage(ROUTE, "email", null, 1, List.of(), null, new MailCursor(1, 99, 99).text()));
        deliver(1, 2);

        read(server.getImap().getPort(), "poll=30s");

        await().until(() -> books.mails().size() == 2);
        assertThat(books.cursorOf(ROUTE).uidValidity()).isNotEqualTo(1);
    }

    @Test
    void stopsAtOnceThoughTheServerIsDead() throws Exception {
        try (var dead = new ServerSocket(0)) {
            read(dead.getLocalPort(), "poll=30s");
            try (var accepted = dead.accept()) {
                var asked = Instant.now();
                camel.getRouteController().stopRoute(ROUTE);

                assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
                assertThat(accepted.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aMailThatTheServerCannotGiveIsHandedOverAsSuch() throws Exception {
        try (var faulty = new ServerWithABadMail()) {
            read(faulty.port(), "poll=30s");

            await().atMost(Duration.ofSeconds(20)).until(() -> books.mails().size() == 3);
        }
        assertThat(books.mails()).extracting(ArrivedMail::uid).containsExactly(1L, 2L, 3L);
        assertThat(books.mails().get(1).fault()).contains("internal error");
        assertThat(books.mails().get(1).raw()).isEmpty();
        assertThat(books.mails().get(2).fault()).isNull();
    }

    private void read(int port, String options) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("mailbox:email?host=127.0.0.1&tls=false&user=support&password=RAW(p&ss+word)&port=" + port + "&"
                        + options).routeId(ROUTE)
                        .process(exchange -> books.accept(exchange.getMessage().getMandatoryBody(MailPage.class)));
            }
        });
        camel.start();
    }

    private void deliver(int first, int last) throws IOException {
        for (int i = first; i <= last; i++) {
            support.deliver(GreenMailUtil.newMimeMessage("""
                    From: Anna Blum <anna@blum.example>
                    To: support@acme.example
                    Subject: number %d
                    Message-ID: <%d@blum.example>

                    This is a mail.
                    """.formatted(i, i)));
        }
    }
}
