package io.casehub.intake.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailReaderTest {

    private static final List<String> FILES = List.of("reply", "raw-8bit-headers", "cut-encoded-word", "charsets",
            "html-only", "outlook-german", "nested", "broken-mime", "no-headers", "auto-reply", "bounce");

    private final MailReader reader = new MailReader(MailSettings.none());

    @Test
    void readsWhoWroteToWhomAndInWhichThread() throws IOException {
        var mail = read("reply");

        assertThat(mail.get("from")).hasToString("""
                {"address":"A.Kowal@meble.example","name":"Agnieszka Kowalła"}""");
        assertThat(addresses(mail, "to")).containsExactly("support@acme.example", "one@acme.example",
                "two@acme.example");
        assertThat(mail.at("/to/0/name").asText()).isEqualTo("Support, first line");
        assertThat(mail.at("/cc/0/name").asText()).isEqualTo("Jürgen Groß");
        assertThat(addresses(mail, "replyTo")).containsExactly("office@meble.example");
        assertThat(mail.get("subject").asText()).isEqualTo("Re: Łódź waits");
        assertThat(mail.get("date").asText()).isEqualTo("2026-10-28T11:02:44Z");
        assertThat(mail.get("messageId").asText()).isEqualTo("7b@meble.example");
        assertThat(mail.get("inReplyTo").asText()).isEqualTo("7@acme.example");
        assertThat(mail.get("references")).hasToString("[\"1@meble.example\",\"7@acme.example\"]");
        assertThat(mail.at("/automatic/is").asBoolean()).isFalse();
        assertThat(mail.get("warnings")).isEmpty();
    }

    @Test
    void findsWhatSomebodyWroteNow() throws IOException {
        assertThat(read("reply").get("newText").asText()).isEqualTo("Any news? This is urgent.\n\nAgnieszka");
        assertThat(read("outlook-german").get("newText").asText()).isEqualTo("Das passt so, danke.");
    }

    @Test
    void readsHeadersOfBareBytes() throws IOException {
        var mail = read("raw-8bit-headers");

        assertThat(mail.at("/from/name").asText()).isEqualTo("Jürgen Groß");
        assertThat(mail.get("subject").asText()).isEqualTo("München fünf Überweisungen");
        assertThat(mail.get("text").asText()).isEqualTo("Grüße");
    }

    @Test
    void readsLinesThatAGatewayEndedTwice() {
        var mail = new MailReader(MailSettings.none()).read(
                "From: a@b.example\r\r\nSubject: Cups\r\r\n\r\r\none\r\r\ntwo\r\r\n".getBytes(US_ASCII));

        assertThat(mail.get("subject").asText()).isEqualTo("Cups");
        assertThat(mail.get("text").asText()).isEqualTo("one\ntwo");
    }

    @Test
    void joinsACharacterThatWasCutBetweenEncodedWords() throws IOException {
        assertThat(read("cut-encoded-word").get("subject").asText()).isEqualTo("Ä and € 5, glued word");
    }

    @Test
    void readsCharsetsThatLie() throws IOException {
        assertThat(read("charsets").get("text").asText().split("\\s+")).containsExactly("包裹坏了", "壊れています", "café",
                "grün");
    }

    @Test
    void makesTextOfHtml() throws IOException {
        var mail = read("html-only");

        assertThat(mail.get("contentType").asText()).isEqualTo("text/html");
        assertThat(mail.get("newText").asText()).isEqualTo("""
                Hello,

                the box is wet & the cup broken:

                - cup
                - box
                François
                Dubois""");
        assertThat(mail.get("text").asText()).contains("> How can we help?\n> Support").doesNotContain("alert");
    }

    @Test
    void choosesTheTextOfANestedMailAndDescribesItsFiles() throws IOException {
        var mail = read("nested");

        assertThat(mail.get("text").asText()).isEqualTo("The plain one.");
        assertThat(mail.get("attachments")).extracting(file -> file.path("contentType").asText())
                .containsExactly("image/png", "application/pdf", "message/rfc822");
        assertThat(mail.at("/attachments/0/inline").asBoolean()).isTrue();
        assertThat(mail.at("/attachments/0/contentId").asText()).isEqualTo("logo@b.example");
        assertThat(mail.at("/attachments/1/fileName").asText()).isEqualTo("Rächnung.pdf");
        assertThat(mail.at("/attachments/1/size").asInt()).isEqualTo("%PDF-1.4\n".length());
        assertThat(mail.at("/attachments/1/inline").asBoolean()).isFalse();
        assertThat(mail.at("/attachments/1/sha256").asText()).hasSize(64);
    }

    @Test
    void readsABrokenMailAsFarAsItGoes() throws IOException {
        var mail = read("broken-mime");

        assertThat(mail.at("/from/address").asText()).isEqualTo("a@b.example");
        assertThat(addresses(mail, "to")).containsExactly("support@acme.example");
        assertThat(mail.get("messageId").asText()).isEqualTo("no brackets at all");
        assertThat(mail.get("text").asText()).startsWith("Hello wor").endsWith("The second part has no end");
        assertThat(mail.get("warnings")).extracting(JsonNode::asText).contains("no usable date");
    }

    @Test
    void takesAMailWithoutHeadersAsText() throws IOException {
        var mail = read("no-headers");

        assertThat(mail.get("text").asText()).isEqualTo("This is only text,\nas some machine wrote it.");
        assertThat(mail.get("warnings")).extracting(JsonNode::asText).contains("no sender");
    }

    @ParameterizedTest
    @CsvSource({"auto-reply, Auto-Submitted: auto-replied (vacation)", "bounce, multipart/report"})
    void knowsAProgramByWhatItSays(String file, String reason) throws IOException {
        assertThat(read(file).at("/automatic/reason").asText()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Auto-Submitted: no|false", "Precedence: bulk|true",
            "Precedence: first-class|false",
            "List-Id: <news.acme.example>|true", "X-Auto-Response-Suppress: All|true", "Return-Path: <>|true",
            "From: MAILER-DAEMON@mx.example|true", "From: daemon.smith@mx.example|false"})
    void knowsAutomaticMailByItsHeaders(String header, boolean automatic) {
        var mail = reader.read((header + "\r\n\r\ntext").getBytes(US_ASCII));

        assertThat(mail.at("/automatic/is").asBoolean()).isEqualTo(automatic);
    }

    @Test
    void storesNothingThatADatabaseRefuses() {
        var mail = reader.read("Subject: a\u0000b\u0007c\r\n\r\nx\u0000y".getBytes(UTF_8));

        assertThat(mail.get("subject").asText()).isEqualTo("abc");
        assertThat(mail.get("text").asText()).isEqualTo("xy");
    }

    @Test
    void neverFailsWhateverTheBytesAre() throws IOException {
        var random = new Random(6);
        for (var file : FILES) {
            var whole = bytes(file);
            for (int i = 0; i < 150; i++) {
                var bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
                for (int flips = random.nextInt(12); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }

                assertThat(reader.read(bytes).has("warnings")).isTrue();
            }
        }
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);

            assertThat(reader.read(bytes).has("warnings")).isTrue();
        }
    }

    @Test
    void boundsWhatIsMadeToBeLarge() {
        var deep = new StringBuilder("Subject: deep\r\n");
        for (int i = 0; i < 3_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i)
                    .append("\r\n");
        }
        var wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(20_000);
        var headers = "To: a@b.example\r\nX: y\r\n".repeat(50_000) + "\r\ntext";
        var endless = "Subject: " + "=?utf-8?q?a?= ".repeat(100_000) + "\r\nFrom: " + "a".repeat(3_000_000)
                + "\r\n\r\n";
        var tags = "Content-Type: text/html\r\n\r\n" + "<blockquote><div>".repeat(100_000) + "x";
        var quotes = "From: a@b\r\n\r\n" + "On 1@1:11 wrote a@b 10:00 2026:\n".repeat(60_000) + "> x";

        for (var text : List.of(deep.toString(), wide, headers, endless, tags, quotes)) {
            var mail = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> reader.read(text.getBytes(UTF_8)));

            assertThat(mail.toString()).hasSizeLessThan(5_000_000);
        }
    }

    @Test
    void readsThePublicCorpusWhereItIsAtHand() throws IOException {
        var corpus = Path.of("/work/shared/data/mail");
        assumeTrue(Files.isDirectory(corpus), "the public test mails are not on this machine");
        try (var files = Files.walk(corpus)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var mail = assertTimeoutPreemptively(Duration.ofSeconds(5),
                        () -> reader.read(Files.readAllBytes(file)), file::toString);

                assertThat(mail.get("warnings")).extracting(JsonNode::asText).noneMatch(
                        warning -> warning.startsWith("could be read in part"));
            }
        }
    }

    private ObjectNode read(String file) throws IOException {
        return reader.read(bytes(file));
    }

    private static byte[] bytes(String file) throws IOException {
        try (var in = MailReaderTest.class.getResourceAsStream(file + ".eml")) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }

    private static List<String> addresses(ObjectNode mail, String field) {
        return StreamSupport.stream(mail.path(field).spliterator(), false).map(node -> node.path("address").asText())
                .toList();
    }
}
