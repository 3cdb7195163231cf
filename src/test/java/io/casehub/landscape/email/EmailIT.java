package io.casehub.landscape.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Loopback;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmailIT {

    private static final Company COMPANY = Company.generate(7, 400, LocalDate.of(2026, 6, 1));

    private final int smtp = Loopback.freePort();
    private final int imap = Loopback.freePort();

    @TempDir
    Path folder;

    private Email email;

    /** What a client sees of the mailbox. */
    private record Seen(long uidValidity, List<Long> uids, List<String> ids, List<String> subjects) {}

    @BeforeEach
    void open() {
        email = new Email(folder, smtp, imap, "password", COMPANY);
        email.start();
    }

    @AfterEach
    void close() {
        email.close();
    }

    @Test
    void theMailboxIsTheSameAfterARestart() throws Exception {
        email.touch();
        var before = mailbox();

        email.close();
        open();

        assertThat(mailbox()).isEqualTo(before);
        assertThat(before.uids()).hasSize(COMPANY.letters().size() + 1);
    }

    @Test
    void mailsAreWrittenInSeveralLanguagesAndSomeByMachines() throws Exception {
        var seen = mailbox();

        assertThat(seen.ids()).doesNotHaveDuplicates();
        assertThat(seen.subjects()).anyMatch(subject -> subject.contains("é") || subject.contains("ü"));
        assertThat(seen.subjects()).anyMatch(subject -> subject.startsWith("Abwesenheitsnotiz"));
    }

    @Test
    void whatTheSupportSendsIsKeptForItsReceiverAndNotedWithoutItsText() throws Exception {
        send("Ada.Byron@post.example", "Ihre Anfrage", "Guten Tag, das Paket ist unterwegs.");

        var received = email.received("ada.byron@post.example").getFirst();
        assertThat(received.subject()).isEqualTo("Ihre Anfrage");
        assertThat(received.text().strip()).isEqualTo("Guten Tag, das Paket ist unterwegs.");
        var noted = email.journal().entries().getLast();
        assertThat(noted).extracting(Journal.Entry::what, Journal.Entry::key).containsExactly("send mail",
                received.messageId());
        assertThat(noted.toString()).doesNotContain("unterwegs");
    }

    @Test
    void aCustomerRepliesWithinTheThread() throws Exception {
        send("ada@post.example", "Ihre Anfrage", "Guten Tag,\nist das Paket da?");
        var answered = email.received("ada@post.example").getFirst();

        assertThat(email.writers().react(Chance.of(4, "test", 1), "life")).isPresent();

        var reply = last();
        assertThat(reply.getSubject()).isEqualTo("Re: Ihre Anfrage");
        assertThat(reply.getHeader("In-Reply-To")).containsExactly(answered.messageId());
        assertThat(reply.getHeader("References")[0]).endsWith(answered.messageId());
        assertThat(String.valueOf(reply.getContent())).contains("> ist das Paket da?");
    }

    @Test
    void aMailToTheSupportArrivesInItsMailbox() throws Exception {
        send(Company.SUPPORT, "an uns selbst", "Schleife?");

        assertThat(mailbox().subjects()).last().isEqualTo("an uns selbst");
    }

    @Test
    void nobodyReadsTheMailboxWithoutItsPassword() {
        assertThatThrownBy(() -> session().getStore("imap").connect(Loopback.HOST, imap, Company.SUPPORT, "guessed"))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    private Seen mailbox() throws MessagingException {
        try (var store = session().getStore("imap")) {
            store.connect(Loopback.HOST, imap, Company.SUPPORT, "password");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            var uids = new ArrayList<Long>();
            var ids = new ArrayList<String>();
            var subjects = new ArrayList<String>();
            for (var message : inbox.getMessages()) {
                uids.add(((UIDFolder) inbox).getUID(message));
                ids.add(message.getHeader("Message-ID")[0]);
                subjects.add(message.getSubject());
            }
            return new Seen(((UIDFolder) inbox).getUIDValidity(), uids, ids, subjects);
        }
    }

    private MimeMessage last() throws MessagingException {
        try (var store = session().getStore("imap")) {
            store.connect(Loopback.HOST, imap, Company.SUPPORT, "password");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return new MimeMessage((MimeMessage) inbox.getMessage(inbox.getMessageCount()));
        }
    }

    private void send(String to, String subject, String text) throws MessagingException {
        var message = new MimeMessage(session());
        message.setFrom(new InternetAddress(Company.SUPPORT));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "utf-8");
        message.setText(text, "utf-8");
        Transport.send(message, Company.SUPPORT, "password");
    }

    private Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", Loopback.HOST);
        properties.put("mail.smtp.port", String.valueOf(smtp));
        properties.put("mail.smtp.auth", "true");
        return Session.getInstance(properties);
    }
}
