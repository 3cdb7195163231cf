package io.casehub.harness;

import io.casehub.model.Sha256;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The support mailbox, asked over IMAP and written to over SMTP. What was ever seen in it stays
 * among its records: the hub loses no mail, whoever takes it out of the mailbox.
 */
final class Mailbox implements Product {

    private static final String SENDER = "mail@harness.example";

    private final Map<String, String> settings;
    private final Map<String, String> seen = new TreeMap<>();

    Mailbox(Map<String, String> settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String system() {
        return "email";
    }

    @Override
    public Map<String, Map<String, String>> records() {
        try (var store = session().getStore("imap")) {
            store.connect(settings.get("email.user"), settings.get("email.password"));
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (var message : inbox.getMessages()) {
                    var subject = message.getSubject();
                    seen.put(key(message), HubRecords.said(subject == null ? "" : subject));
                }
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("the mailbox does not answer", e);
        }
        return Map.of("interaction", Map.copyOf(seen));
    }

    private static String key(Message message) throws MessagingException, IOException {
        var named = message.getHeader("Message-ID");
        if (named != null) {
            return named[0].strip().replaceAll("^<|>$", "");
        }
        var raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        return HexFormat.of().formatHex(Sha256.of(raw.toByteArray()));
    }

    @Override
    public void prepare() {}

    @Override
    public void change(String mark) {
        try {
            var message = new MimeMessage(session()) {

                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", "<" + id(mark) + ">");
                }
            };
            message.setFrom(SENDER);
            message.setRecipient(Message.RecipientType.TO,
                    new InternetAddress(String.valueOf(settings.get("email.address"))));
            message.setSubject("Harness");
            message.setHeader("In-Reply-To", "<root@harness.example>"); // one case for them all
            message.setText("Mark " + mark);
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException("the mail was not taken", e);
        }
    }

    @Override
    public boolean isSeen(Api api, String mark) {
        return Api.sees(api.views("email", SENDER), "/interactions/items", "messageId", id(mark));
    }

    private static String id(String mark) {
        return mark.replace(' ', '.') + "@harness.example";
    }

    private Session session() {
        var properties = new Properties();
        properties.put("mail.imap.host", settings.get("email.imap-host"));
        properties.put("mail.imap.port", settings.get("email.imap-port"));
        properties.put("mail.imap.connectiontimeout", "5000");
        properties.put("mail.smtp.host", settings.get("email.smtp-host"));
        properties.put("mail.smtp.port", settings.get("email.smtp-port"));
        properties.put("mail.smtp.connectiontimeout", "5000");
        return Session.getInstance(properties);
    }
}
