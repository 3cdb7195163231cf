package io.casehub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCommandTest {

    private static final String MAIL = "Authentication-Results: mx.acme.example; spf=pass\r\nFrom: bob@b.example\r\n"
            + "Subject: Cup\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nIt is broken.\r\n"
            + "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"../../cup.txt\"\r\n\r\none\r\n"
            + "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=cup.txt\r\n\r\ntwo\r\n--b--\r\n";

    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatIsUnderstoodOfOneMail() throws IOException {
        var file = Files.writeString(folder.resolve("cup.eml"), MAIL);

        assertThat(run("", "mail", "parse", file.toString())).isZero();

        var mail = json(out.toString());
        assertThat(mail.at("/from/address").asText()).isEqualTo("bob@b.example");
        assertThat(mail.get("newText").asText()).isEqualTo("It is broken.");
        assertThat(mail.get("authentication")).isEmpty();
        assertThat(mail.has("file")).isFalse();
    }

    @Test
    void believesTheServersThatAreNamed() throws IOException {
        var file = Files.writeString(folder.resolve("cup.eml"), MAIL);

        run("", "mail", "parse", file.toString(), "--trust", "mx.acme.example");

        assertThat(json(out.toString()).at("/authentication/spf").asText()).isEqualTo("pass");
    }

    @Test
    void printsALineForEachFileOfAFolder() throws IOException {
        Files.writeString(folder.resolve("b.eml"), MAIL);
        Files.createDirectories(folder.resolve("a"));
        Files.write(folder.resolve("a/empty.eml"), new byte[0]);

        assertThat(run("", "mail", "parse", folder.toString())).isZero();

        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"file\":"));
        assertThat(out.toString().lines().map(line -> json(line).get("file").asText())).containsExactly("a/empty.eml",
                "b.eml");
    }

    @Test
    void writesAttachmentsUnderNamesOfTheirOwnAndNowhereElse() throws IOException {
        var file = Files.writeString(folder.resolve("cup.eml"), MAIL);
        var into = folder.resolve("files");

        run("", "mail", "parse", file.toString(), "--attachments", into.toString());

        assertThat(into.resolve("cup.txt")).hasContent("one");
        assertThat(into.resolve("2 cup.txt")).hasContent("two");
        assertThat(folder).isDirectoryNotContaining("glob:**/*.txt");
    }

    @Test
    void printsWhatIsNewOfAText() {
        assertThat(run("Grüße\n\nAm 1.1.2026 um 10:00 schrieb Ann:\n> Hi", "mail", "reply-text")).isZero();

        assertThat(out).hasToString("Grüße" + System.lineSeparator());
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(run("", "mail", "parse", "/no/such.eml")).isEqualTo(CasehubCommand.MISUSED);
        assertThat(err.toString()).contains("There is no /no/such.eml");
    }

    private int run(String in, String... args) {
        return new CasehubCommand(arguments -> {
            throw new IllegalStateException("no hub is started");
        }, new ByteArrayInputStream(in.getBytes(UTF_8)))
                .run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
