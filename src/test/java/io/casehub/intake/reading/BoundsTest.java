package io.casehub.intake.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mails that are made to be too much: each has an answer, in time, and a bounded one. */
class BoundsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LARGEST_ANSWER = 8_000_000;

    private final MailReader reader = new MailReader(MailSettings.none());

    private record Bomb(String name, String mail) {}

    @TestFactory
    Stream<DynamicTest> hasAnAnswerToWhatIsTooMuch() {
        var deep = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 3_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i)
                    .append("\r\n");
        }
        var html = "Content-Type: text/html\r\n\r\n";
        return Stream.of(new Bomb("deep multiparts", deep.toString()),
                new Bomb("messages in messages", "Content-Type: message/rfc822\r\n\r\n".repeat(5_000)),
                new Bomb("a multipart within itself", "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n".repeat(3_000)),
                new Bomb("many headers", "To: a@b.example\r\nX: y\r\n".repeat(200_000) + "\r\ntext"),
                new Bomb("one endless header", "Subject: " + "a".repeat(20_000_000) + "\r\n\r\ntext"),
                new Bomb("a folded header", "Subject: a\r\n" + " b\r\n".repeat(500_000) + "\r\ntext"),
                new Bomb("encoded words", "Subject: " + "=?utf-8?q?a?= ".repeat(100_000) + "\r\n\r\n"),
                new Bomb("open encoded words", "Subject: " + "=?utf-8?q?a?".repeat(100_000) + "\r\n\r\n"),
                new Bomb("recipients", "To: " + "a@b.example, ".repeat(300_000) + "\r\n\r\n"),
                new Bomb("open quotes", "To: " + "\"a ( < ".repeat(100_000) + "\r\n\r\n"),
                new Bomb("groups", "To: " + "a: ".repeat(100_000) + ";".repeat(100_000) + "\r\n\r\n"),
                new Bomb("references", "References: " + "<a@b> ".repeat(200_000) + "\r\n\r\n"),
                new Bomb("parameters",
                        "Content-Type: text/plain; " + "name*1*=utf-8''%41; ".repeat(50_000) + "\r\n\r\n"),
                new Bomb("open tags", html + "<blockquote><div>".repeat(100_000) + "x"),
                new Bomb("tables in tables", html + "<table><tr><td>".repeat(30_000) + "x"),
                new Bomb("formatting", html + "<b><i><a href=x>".repeat(50_000) + "x"),
                new Bomb("half tags", html + "<a ".repeat(500_000)),
                new Bomb("attributes", html + "<a " + "x=y ".repeat(400_000) + ">"),
                new Bomb("gmail quotes", html + "<div class=gmail_quote>".repeat(300) + "x"),
                new Bomb("announcements", "\r\n" + "On 1@1:11 wrote a@b 10:00 2026:\n".repeat(60_000) + "> x"),
                new Bomb("quotes", "\r\n" + ">".repeat(1_000_000) + "\n> x"),
                new Bomb("blank lines", "\r\n" + "\n".repeat(900_000) + "x"),
                new Bomb("one line of blanks", "\r\na" + " ".repeat(900_000) + "b"),
                new Bomb("header blocks", "\r\n" + "From: a\nSent: b\nTo: c\n\n".repeat(40_000)),
                new Bomb("labels", "\r\n" + "To: c,\n".repeat(120_000)),
                new Bomb("signatures", "\r\n" + "Best regards,\nBob\n\n".repeat(40_000)),
                new Bomb("rules", "\r\n" + "_______________\n\n".repeat(40_000)),
                new Bomb("uuencoded files", "\r\n" + "begin 644 a\n".repeat(50_000)),
                new Bomb("armour", "\r\n" + "-----BEGIN PGP SIGNED MESSAGE-----\n\n".repeat(20_000)),
                new Bomb("calendar", "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n"
                        + "BEGIN:VEVENT\r\n".repeat(30_000)),
                new Bomb("delivery status", "Content-Type: message/delivery-status\r\n\r\n"
                        + "Final-Recipient: x\r\n\r\n".repeat(40_000)),
                new Bomb("dates", "Date: " + "1 Jan 1 Jan ".repeat(100_000) + "\r\n\r\n"),
                new Bomb("results", "Authentication-Results: mx; " + "spf=pass (".repeat(10_000) + "\r\n\r\n"))
                .map(bomb -> DynamicTest.dynamicTest(bomb.name(), () -> {
                    var mail = assertTimeoutPreemptively(PATIENCE, () -> read(bomb.mail()));

                    assertThat(mail.toString()).hasSizeLessThan(LARGEST_ANSWER);
                    assertThat(mail.get("warnings")).extracting(JsonNode::asText)
                            .noneMatch(warning -> warning.contains("in part only"));
                }));
    }

    @Test
    void readsTenThousandParts() {
        var part = "--b\r\nContent-Type: image/gif\r\nContent-Disposition: attachment\r\n\r\nx\r\n";
        var mail = assertTimeoutPreemptively(PATIENCE,
                () -> read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(10_000)));

        assertThat(mail.get("attachments")).hasSize(10_000);
        assertThat(read("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part.repeat(20_000)).get("warnings"))
                .extracting(JsonNode::asText).anyMatch(warning -> warning.contains("more parts")
                        || warning.contains("More parts"));
    }

    @Test
    void readsAHundredMegabytesWithoutCopyingThem() {
        var start = "Subject: large\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe text.\r\n"
                + "--b\r\nContent-Type: application/x-large\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        var line = ("QUJD".repeat(19) + "\r\n").getBytes(ISO_8859_1);
        var raw = Arrays.copyOf(start.getBytes(ISO_8859_1), 100_000_000);
        for (int at = start.length(); at + line.length < raw.length; at += line.length) {
            System.arraycopy(line, 0, raw, at, line.length);
        }
        long before = peak();

        var mail = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> reader.read(raw));

        assertThat(mail.get("text").asText()).isEqualTo("The text.");
        assertThat(mail.at("/attachments/0/size").asLong()).isGreaterThan(70_000_000);
        assertThat(peak() - before).isLessThan(64_000_000);
    }

    @Test
    void unpacksNothingThatIsAttached() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50_000_000]);
        }

        var mail = read("Content-Type: application/gzip; name=bomb.gz\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(packed.toByteArray()));

        assertThat(mail.at("/attachments/0/size").asLong()).isEqualTo(packed.size());
    }

    private ObjectNode read(String mail) {
        return reader.read(mail.getBytes(ISO_8859_1));
    }

    /** What is held after everything that can go is gone. */
    private static long peak() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
