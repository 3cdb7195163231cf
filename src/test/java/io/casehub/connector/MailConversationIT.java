package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.casehub.TestDatabase;
import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.NewDocument;
import io.casehub.cases.documents.Visibility;
import io.casehub.cases.participants.Participants;
import io.casehub.intake.Correspondence;
import io.casehub.intake.Replies;
import io.casehub.intake.Reply;
import io.casehub.model.CaseStatus;
import io.casehub.model.Email;
import io.casehub.outbound.Deliveries;
import io.casehub.outbound.Delivery;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A customer, a mail server, and the hub from the mailbox to the answer. */
@CamelSpringBootTest
@SpringBootTest(classes = MailConversationIT.Rooms.class, webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = {
        "camel.main.routes-include-pattern=file:routes/_templates/push-mail.camel.yaml",
        "email.tls=false", "email.user=support@acme.example", "email.password=50%&+#secret?",
        "email.address=support@acme.example", "email.imap-host=127.0.0.1", "email.smtp-host=127.0.0.1"})
@DirtiesContext
class MailConversationIT {

    private static final TestDatabase database = TestDatabase.fresh();
    private static final GreenMail server = new GreenMail(
            new ServerSetup[]{new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
                    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
    private static final GreenMailUser support = user("support@acme.example", "50%&+#secret?");
    private static final GreenMailUser anna = user("anna@blum.example", "anna");

    @TempDir
    static Path folder;
    @Autowired
    private Cases cases;
    @Autowired
    private Deliveries deliveries;
    @Autowired
    private Replies replies;
    @Autowired
    private CaseDocuments documents;
    @Autowired
    private Correspondence correspondence;
    @Autowired
    private Participants participants;

    @DynamicPropertySource
    static void whereTheServersAre(DynamicPropertyRegistry settings) {
        database.into(settings);
        var routes = routes();
        settings.add("casehub.routes", () -> routes);
        settings.add("casehub.documents.folder", () -> folder.resolve("documents").toString());
        settings.add("email.imap-port", () -> server.getImap().getPort());
        settings.add("email.smtp-port", () -> server.getSmtp().getPort());
    }

    @AfterAll
    static void stopsTheServer() {
        server.stop();
    }

    @Test
    void aCustomerWritesIsToldTheNumberAnswersAndIsAnswered() throws Exception {
        await().until(() -> database.jdbc().sql("select count(*) from reading where cursor is not null")
                .query(Long.class).single() == 1);

        var before = server.getReceivedMessagesForDomain("blum.example").length;
        write("=?UTF-8?Q?Gr=C3=BC=C3=9Fe_=26_cups?=", "<1@blum.example>", "Where are they?");

        var acknowledgement = received(before + 1);
        var hub = cases.byNumber(acknowledgement.getSubject().replaceAll("^\\[|].*", "")).orElseThrow();
        assertThat(acknowledgement.getSubject()).isEqualTo("[" + hub.number() + "] Re: Grüße & cups");
        assertThat(text(acknowledgement)).contains(hub.number());
        assertThat(header(acknowledgement, "From")).contains("support@acme.example");
        assertThat(header(acknowledgement, "In-Reply-To")).contains("<1@blum.example>");
        assertThat(header(acknowledgement, "Auto-Submitted")).contains("auto-replied");
        assertThat(header(acknowledgement, "X-Auto-Response-Suppress")).contains("All");
        await().until(() -> deliveries.of(hub.id()).getFirst().state() == Delivery.State.DELIVERED);

        write("Re: your mail", "<2@blum.example>", "Blue ones.",
                "In-Reply-To: " + header(acknowledgement, "Message-ID").orElseThrow());
        await().until(() -> cases.links(List.of(hub.id())).size() == 2);

        cases.comment(hub.id(), "They are gone, this stays between us.", true, "agent:ada", Optional.empty());
        cases.comment(hub.id(), "Dear Ms Blum,\n\nthey are on their way – für Sie.", false, "agent:ada",
                Optional.empty());

        var answer = received(before + 2);
        assertThat(answer.getSubject()).isEqualTo("[" + hub.number() + "] Re: your mail");
        assertThat(text(answer)).isEqualTo("Dear Ms Blum,\n\nthey are on their way – für Sie.");
        assertThat(header(answer, "In-Reply-To")).contains("<2@blum.example>");
        assertThat(header(answer, "References").orElseThrow()).contains(
                header(acknowledgement, "Message-ID").orElseThrow());
        assertThat(header(answer, "Auto-Submitted")).isEmpty();

        write("Thanks!", "<3@blum.example>", "Good.",
                "In-Reply-To: " + header(answer, "Message-ID").orElseThrow());
        await().until(() -> cases.links(List.of(hub.id())).size() == 3);
        assertThat(server.getReceivedMessagesForDomain("blum.example")).hasSize(before + 2);
    }

    @Test
    void aReplyCarriesItsFilesAndQuotesAndWhatColleaguesAnswerStaysInternal() throws Exception {
        await().until(() -> database.jdbc().sql("select count(*) from reading where cursor is not null")
                .query(Long.class).single() == 1);
        var before = server.getReceivedMessagesForDomain("blum.example").length;
        write("Plates", "<11@blum.example>", "Which plates are there?");
        var acknowledgement = received(before + 1);
        var hub = cases.byNumber(acknowledgement.getSubject().replaceAll("^\\[|].*", "")).orElseThrow();
        var file = documents.add(hub.id(), List.of(new NewDocument("plates.txt", "text/plain",
                new ByteArrayResource("white, blue".getBytes(StandardCharsets.UTF_8)))), Visibility.CUSTOMER, null,
                "agent:ada", Optional.empty()).getFirst();

        var reply = new Reply("These.", List.of(), List.of(new Email("ben@blum.example")), "Our plates",
                List.of(file.id()), false, true);
        replies.write(hub.id(), reply, "agent:ada", Optional.empty());
        replies.write(hub.id(), new Reply("What shall I say?", List.of(new Email("boss@acme.example")), List.of(), null,
                List.of(), true, false), "agent:ada", Optional.empty());

        var answer = received(before + 3); // to two people
        assertThat(answer.getSubject()).isEqualTo("[" + hub.number() + "] Re: Our plates");
        var parts = (Multipart) answer.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n").strip())
                .startsWith("These.\n\nOn ").endsWith("wrote:\n> Which plates are there?");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("plates.txt");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("white, blue");
        assertThat(header(answer, "Cc")).contains("ben@blum.example");

        await().until(() -> boss().isPresent());
        var asked = boss().orElseThrow();
        cases.change(hub.id(), Map.of(CaseField.STATUS, "resolved"), null, "agent:ada");
        support.deliver(GreenMailUtil.newMimeMessage("From: Boss <boss@acme.example>\r\nTo: support@acme.example\r\n"
                + "Subject: Re: Plates\r\nMessage-ID: <12@acme.example>\r\nIn-Reply-To: "
                + header(asked, "Message-ID").orElseThrow() + "\r\n\r\nThat we have none.\r\n"));

        await().until(() -> cases.links(List.of(hub.id())).size() == 2);
        assertThat(cases.get(hub.id()).status()).isEqualTo(CaseStatus.RESOLVED);
        assertThat(correspondence.answer(cases.get(hub.id())).orElseThrow().to()).containsExactly("anna@blum.example");
        assertThat(participants.of(hub.id())).noneMatch(one -> one.is().who().text().contains("boss"));
        assertThat(cases.comments(hub.id())).extracting(CaseComment::isInternal).containsExactly(false, true);
    }

    /** The mailbox as the only connector. */
    private static String routes() {
        try {
            Files.createDirectory(folder.resolve("api"));
            for (var name : List.of("_templates", "email")) {
                Files.createSymbolicLink(folder.resolve(name), Path.of("routes", name).toAbsolutePath());
            }
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GreenMailUser user(String address, String password) {
        if (!server.isRunning()) {
            server.start();
        }
        return server.setUser(address, address, password);
    }

    private static void write(String subject, String id, String text, String... headers) {
        var lines = Arrays.stream(headers).map(header -> header + "\r\n").reduce("", String::concat);
        support.deliver(GreenMailUtil.newMimeMessage("From: Anna Blum <" + anna.getEmail() + ">\r\n"
                + "To: support@acme.example\r\nSubject: " + subject + "\r\nMessage-ID: " + id + "\r\n" + lines
                + "Content-Type: text/plain; charset=UTF-8\r\n\r\n" + text + "\r\n"));
    }

    private static MimeMessage received(int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.getReceivedMessagesForDomain("blum.example").length == count);
        return server.getReceivedMessagesForDomain("blum.example")[count - 1];
    }

    /** What the boss was asked. */
    private static Optional<MimeMessage> boss() throws MessagingException {
        for (var mail : server.getReceivedMessages()) {
            if (header(mail, "To").orElse("").contains("boss@")) {
                return Optional.of(mail);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> header(MimeMessage mail, String name) throws MessagingException {
        return Optional.ofNullable(mail.getHeader(name, ","));
    }

    private static String text(MimeMessage mail) throws MessagingException, IOException {
        return mail.getContent().toString().replace("\r\n", "\n").strip();
    }

    /** The hub without its doors to people. */
    @EnableAutoConfiguration
    @ComponentScan({"io.casehub.audit", "io.casehub.ingest", "io.casehub.identity", "io.casehub.cases",
            "io.casehub.intake", "io.casehub.outbound", "io.casehub.connector"})
    static class Rooms {}
}
