package io.casehub.landscape.email;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Letter.Kind;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** Puts a draft into the bytes of RFC 5322, the same bytes for the same draft. */
final class Mime {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneId.of("Europe/Berlin"));
    // a PNG of one red pixel
    private static final String PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

    private final Draft draft;
    private final StringBuilder lines = new StringBuilder();

    private Mime(Draft draft) {
        this.draft = draft;
    }

    static byte[] bytes(Draft draft) {
        return new Mime(draft).head().body().getBytes(StandardCharsets.US_ASCII);
    }

    private Mime head() {
        var bounce = draft.kind() == Kind.BOUNCE;
        var from = bounce ? "mailer-daemon@mx.velomund.example" : draft.from();
        line("Return-Path: <" + (bounce ? "" : from) + ">");
        line("Received: from " + from.replaceFirst(".*@", "mx.") + " by mx.velomund.example; "
                + DATE.format(draft.at()));
        line("From: " + (bounce ? "Mail Delivery System" : encoded(draft.fromName())) + " <" + from + ">");
        line("To: " + Company.NAME + " Kundenservice <" + Company.SUPPORT + ">");
        line("Subject: " + subject());
        line("Date: " + DATE.format(draft.at()));
        line("Message-ID: " + draft.messageId());
        if (!draft.references().isEmpty()) {
            line("In-Reply-To: " + draft.references().getLast());
            line("References: " + String.join("\r\n ", draft.references()));
        }
        if (bounce || draft.kind() == Kind.AUTO_REPLY)
            line("Auto-Submitted: auto-replied");
        if (draft.kind() == Kind.AUTO_REPLY)
            line("Precedence: bulk");
        return line("MIME-Version: 1.0");
    }

    private String body() {
        switch (draft.kind()) {
            case HTML -> multipart("alternative", () -> {
                text("plain", draft.text());
                boundary("");
                text("html", html());
            });
            case ATTACHMENT -> multipart("mixed", () -> {
                text("plain", draft.text());
                boundary("");
                picture();
            });
            case BOUNCE -> multipart("report; report-type=delivery-status", this::report);
            default -> text("plain", draft.text());
        }
        return lines.toString();
    }

    private String subject() {
        return encoded(switch (draft.kind()) {
            case AUTO_REPLY -> "Abwesenheitsnotiz: " + draft.subject();
            case BOUNCE -> "Undelivered Mail Returned to Sender";
            default -> draft.subject();
        });
    }

    private void multipart(String kind, Runnable parts) {
        line("Content-Type: multipart/" + kind + ";").line(" boundary=\"" + boundaryName() + "\"").line("");
        boundary("");
        parts.run();
        boundary("--");
    }

    // every third writer has a program of the last century
    private void text(String kind, String text) {
        var latin = draft.messageId().hashCode() % 3 == 0 && StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
        Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        line("Content-Type: text/" + kind + "; charset=" + charset.name().toLowerCase(Locale.ROOT));
        line("Content-Transfer-Encoding: base64").line("");
        line(base64(text.replace("\r", "").replace("\n", "\r\n").getBytes(charset)));
    }

    private String html() {
        var escaped = draft.text().replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n");
        return "<html><body style=\"font-family: Calibri\"><p>" + escaped + "</p></body></html>";
    }

    private void picture() {
        line("Content-Type: image/png; name=\"=?utf-8?Q?Foto_f=C3=BCr_Sie.png?=\"");
        line("Content-Disposition: attachment; filename*=utf-8''Foto%20f%C3%BCr%20Sie.png");
        line("Content-Transfer-Encoding: base64").line("").line(PICTURE);
    }

    private void report() {
        text("plain", "Your message could not be delivered to " + draft.from() + ".");
        boundary("");
        line("Content-Type: message/delivery-status").line("");
        line("Reporting-MTA: dns; mx.velomund.example").line("");
        line("Final-Recipient: rfc822; " + draft.from()).line("Action: failed").line("Status: 5.1.1");
    }

    private void boundary(String end) {
        line("").line("--" + boundaryName() + end);
    }

    private String boundaryName() {
        return "=_" + Integer.toHexString(draft.messageId().hashCode());
    }

    private Mime line(String line) {
        lines.append(line).append("\r\n");
        return this;
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    private static String encoded(String words) {
        try {
            return MimeUtility.fold(9, MimeUtility.encodeText(words, "utf-8", "Q"));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
