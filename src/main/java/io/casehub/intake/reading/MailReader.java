package io.casehub.intake.reading;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.reading.automatic.Automatic;
import io.casehub.intake.reading.automatic.Bounce;
import io.casehub.intake.reading.enclosed.Invite;
import io.casehub.intake.reading.enclosed.Uuencoded;
import io.casehub.intake.reading.enclosed.WinmailDat;
import io.casehub.intake.reading.mime.Address;
import io.casehub.intake.reading.mime.Headers;
import io.casehub.intake.reading.mime.Leaf;
import io.casehub.intake.reading.mime.MimeTree;
import io.casehub.intake.reading.mime.TextDecoding;
import io.casehub.intake.reading.mime.Warnings;
import io.casehub.intake.reading.reply.Forwarded;
import io.casehub.intake.reading.reply.HtmlReply;
import io.casehub.intake.reading.reply.ReplyText;
import io.casehub.intake.reading.secured.Pgp;
import io.casehub.intake.reading.secured.PgpKeys;
import io.casehub.intake.reading.secured.Seals;
import io.casehub.intake.reading.secured.Smime;
import io.casehub.intake.reading.secured.SmimeKeys;
import io.casehub.intake.reading.text.HtmlPage;
import io.casehub.intake.reading.text.HtmlText;
import io.casehub.intake.reading.text.SafeHtml;
import io.casehub.intake.reading.trust.Authentication;
import io.casehub.intake.reading.words.Language;
import io.casehub.intake.reading.words.PlainText;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What the hub understands of a mail, as JSON. Whatever the bytes are there is an answer: what
 * could be had, and {@code warnings} for the rest. Texts are free of control characters; the answer
 * is bounded to a few megabytes. docs/mail.md says what each field means.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
public class MailReader {

    private static final int LONGEST_TEXT = 1_000_000;
    private static final Pattern PAGE = Pattern.compile(
            "(?i)\\s*<(?:!doctype|\\?xml|html|head|body|meta|div|p|table|span|font|blockquote)\\b[^>]{0,2000}>");
    private static final int LARGEST_MESSAGE_WITHIN = 20_000_000;

    private final MailSettings settings;
    private final SmimeKeys smimeKeys;
    private final PgpKeys pgpKeys;

    public MailReader(MailSettings settings) {
        this.settings = settings;
        this.smimeKeys = SmimeKeys.of(settings.smimeKeys(), settings.smimePassword());
        this.pgpKeys = PgpKeys.of(settings.pgpKeys(), settings.pgpPassphrase());
    }

    /** Every field of docs/mail.md that this mail has. */
    public ObjectNode read(byte[] raw) {
        var mail = JsonNodeFactory.instance.objectNode();
        var warnings = new Warnings();
        try {
            var seals = new Seals(warnings);
            var message = tree(seals, warnings).read(raw);
            people(mail, message.headers(), warnings);
            subject(mail, message.headers(), warnings);
            content(mail, message, warnings);
            seals.all().forEach(seal -> mail.withArray("seals").add(MailJson.of(seal)));
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            warnings.add("The mail could be read in part only: " + e.getClass().getSimpleName() + ".");
        }
        if (!mail.has("text") && isNothing(mail)) {
            bytes(mail, raw);
        }
        mail.set("warnings", MailJson.texts(warnings.all()));
        return mail;
    }

    /** The files that came with a mail, in the order in which they are told of. */
    public List<Attachment> attachments(byte[] raw) {
        var warnings = new Warnings();
        try {
            return attachments(new Body(tree(new Seals(warnings), warnings).read(raw).root(), warnings), warnings);
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            return List.of();
        }
    }

    /**
     * Writes what is attached under a digest (SHA-256, in hex), and answers whether there is such.
     *
     * @throws IOException where {@code into} takes no more
     */
    public boolean attachment(byte[] raw, String sha256, OutputStream into) throws IOException {
        var found = attachments(raw).stream().filter(file -> file.sha256().equals(sha256)).findFirst();
        if (found.isPresent()) {
            found.get().writeTo(into);
        }
        return found.isPresent();
    }

    /**
     * What of a mail's text, plain or HTML, was written now: without quotations and signature; may be
     * empty.
     */
    public String replyText(String text) {
        return written(PlainText.lines(text, LONGEST_TEXT)).newText();
    }

    private static ReplyText written(String text) {
        return PAGE.matcher(text).lookingAt()
                ? HtmlPage.parse(text).map(HtmlReply::of).orElseGet(() -> ReplyText.of(text))
                : ReplyText.of(text);
    }

    private MimeTree tree(Seals seals, Warnings warnings) {
        return new MimeTree(warnings, List.of(new WinmailDat(), new Smime(smimeKeys, seals), new Pgp(pgpKeys, seals),
                new Uuencoded()));
    }

    private static List<Attachment> attachments(Body body, Warnings warnings) {
        return body.attached().stream().map(leaf -> Attachment.of(leaf, warnings)).toList();
    }

    private static void people(ObjectNode mail, Headers headers, Warnings warnings) {
        var from = headers.addresses("From");
        var sender = headers.addresses("Sender");
        Stream.concat(from.stream(), sender.stream()).filter(person -> person.address() != null).findFirst()
                .or(() -> from.stream().findFirst())
                .ifPresentOrElse(person -> mail.set("from", MailJson.of(person)), () -> warnings.add("no sender"));
        sender.stream().findFirst().ifPresent(person -> mail.set("sender", MailJson.of(person)));
        mail.set("replyTo", MailJson.of(headers.addresses("Reply-To")));
        mail.set("to", MailJson.of(headers.addresses("To")));
        mail.set("cc", MailJson.of(headers.addresses("Cc")));
    }

    private static void subject(ObjectNode mail, Headers headers, Warnings warnings) {
        headers.text("Subject").ifPresent(subject -> mail.put("subject", subject));
        headers.date().ifPresentOrElse(date -> mail.put("date", date.toString()), () -> warnings.add("no usable date"));
        headers.ids("Message-ID").stream().findFirst()
                .or(() -> headers.text("Message-ID").map(id -> PlainText.line(id, 300)))
                .ifPresentOrElse(id -> mail.put("messageId", id), () -> warnings.add("no Message-ID"));
        headers.ids("In-Reply-To").stream().findFirst().ifPresent(id -> mail.put("inReplyTo", id));
        mail.set("references", MailJson.texts(headers.ids("References")));
    }

    private void content(ObjectNode mail, MimeTree.Message message, Warnings warnings) {
        var headers = message.headers();
        var body = new Body(message.root(), warnings);
        var text = body.text();
        var reply = body.reply();
        mail.put("contentType", body.contentType());
        MailJson.put(mail, "text", text);
        body.html().ifPresent(html -> mail.put("html", html));
        written(mail, reply);
        var files = mail.putArray("attachments");
        attachments(body, warnings).forEach(file -> files.add(MailJson.of(file)));
        var sender = mail.at("/from/address").asText(mail.at("/from/name").asText());
        var bounce = Bounce.of(headers, body.leaves(), sender, text);
        mail.set("automatic", MailJson.automatic(Automatic.reason(headers, body.outerType(), sender, reply.newText())
                .or(() -> bounce.map(found -> "a report on a mail that was not delivered"))));
        mail.set("bounce", MailJson.bounce(bounce));
        forwarded(body, text, mail.path("subject").asText()).filter(passed -> bounce.isEmpty())
                .ifPresent(passed -> mail.set("forwarded", MailJson.of(passed)));
        Invite.of(body.leaves(), warnings).ifPresent(invite -> mail.set("invite", MailJson.of(invite)));
        var results = mail.putObject("authentication");
        Authentication.results(headers, settings.trustedServers(), warnings).forEach(results::put);
        Language.of(reply.newText().isBlank() ? text : reply.newText())
                .ifPresent(language -> mail.put("language", language));
    }

    private static void written(ObjectNode mail, ReplyText reply) {
        MailJson.put(mail, "newText", PlainText.lines(reply.newText(), LONGEST_TEXT));
        MailJson.put(mail, "quoted", PlainText.lines(reply.quoted(), LONGEST_TEXT));
        MailJson.put(mail, "signature", PlainText.lines(reply.signature(), LONGEST_TEXT));
    }

    /** Within the text, or as a message beside it. */
    private Optional<Forwarded> forwarded(Body body, String text, String subject) {
        return Forwarded.in(text, subject).or(() -> body.outerType().equals("multipart/report")
                ? Optional.empty()
                : body.leaves().stream().filter(leaf -> leaf.type().isMessage()).findFirst().flatMap(this::within));
    }

    private Optional<Forwarded> within(Leaf leaf) {
        var warnings = new Warnings();
        try {
            var message = tree(new Seals(warnings), warnings).read(leaf.bytes(LARGEST_MESSAGE_WITHIN));
            var headers = message.headers();
            Optional<Address> from = headers.addresses("From").stream().findFirst();
            return Optional.of(new Forwarded(from.orElse(null), headers.text("Subject").orElse(null),
                    headers.date().map(Object::toString).orElse(null), new Body(message.root(), warnings).text()));
        } catch (MessagingException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Neither a header nor a file was found: what came is text, if it is anything. */
    private static boolean isNothing(ObjectNode mail) {
        return Stream.of("from", "subject", "date", "messageId").noneMatch(mail::has)
                && mail.path("attachments").isEmpty() && mail.path("to").isEmpty();
    }

    private static void bytes(ObjectNode mail, byte[] raw) {
        var text = PlainText.lines(TextDecoding.decode(Arrays.copyOf(raw, Math.min(raw.length, LONGEST_TEXT)), null),
                LONGEST_TEXT).strip();
        var page = PAGE.matcher(text).lookingAt() ? HtmlPage.parse(text) : Optional.<Document>empty();
        MailJson.put(mail, "text", page.map(HtmlText::of).orElse(text));
        page.map(SafeHtml::of).ifPresent(html -> MailJson.put(mail, "html", html));
        mail.put("contentType", page.isPresent() ? "text/html" : "text/plain");
        written(mail, written(text));
    }
}
