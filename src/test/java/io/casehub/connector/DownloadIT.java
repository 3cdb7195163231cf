package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.connector.http.Download;
import io.casehub.connector.http.HttpAccess;
import io.casehub.ingest.documents.DocumentUnreachable;
import io.casehub.mapping.Folder;
import io.casehub.mapping.Spot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are fetched from a system as its routes would, and from nowhere else. */
class DownloadIT {

    @TempDir
    Path folder;

    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void closesTheSystem() {
        system.close();
    }

    @Test
    void aDocumentIsAskedForAsWhoTheConnectorIs() throws IOException {
        system.answers(200, "Content-Type: image/png", "PNG");

        assertThat(fetched("/REST", null, "attachment/7?size=full")).isEqualTo("PNG");

        assertThat(system.asked.getFirst()).startsWith("GET /REST/attachment/7?size=full ")
                .contains("Authorization: Bearer t0ken");
    }

    @Test
    void aDocumentWrappedInJsonIsUnwrapped() throws IOException {
        var text = "Grüße. ".repeat(5000);
        var lines = Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(text.getBytes(StandardCharsets.UTF_8)).replace("\n", "\\n");
        system.answers(200, "", "{\"id\": 63, \"Headers\": {\"Content\": \"no\"}, \"Content\": \"" + lines + "\\n\"}");

        assertThat(fetched("/REST/2.0", "/Content", "attachment/63")).isEqualTo(text);

        var large = "x".repeat(16_000_000);
        system.answers(200, "", "{\"Content\": \""
                + Base64.getEncoder().encodeToString(large.getBytes(StandardCharsets.US_ASCII)) + "\"}");
        assertThat(fetched("/REST/2.0", "/Content", "attachment/64").equals(large)).isTrue();
        for (var other : new String[]{"{\"id\": 63}", "{\"Content\": null}", "{\"Content\": [1]}", "<html>", "",
                "{\"Content\": \"%%%\"}"}) {
            system.answers(200, "", other);
            assertRefused("/REST/2.0", "/Content", "attachment/63", false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "//169.254.169.254/x", "/etc", "../etc",
            "a/../../etc", "%2e%2e/etc", "a/%2E%2e/%2e%2e/etc", "..%2fetc", "..\\etc", "file:///etc/passwd",
            "http://localhost:1/files/x", "ftp://localhost/files/x", "http://evil@localhost/files/x", "a b", ":"})
    void noRecordLeadsTheHubElsewhere(String path) {
        system.answers(200, "", "secret");

        assertRefused("/files", null, path, false);

        assertThat(system.asked).isEmpty();
    }

    @Test
    void aFullAddressBelowTheBaseIsTheSystemsOwn() throws IOException {
        system.answers(200, "", "fine");

        assertThat(fetched("/files", null, system.url() + "/files/7/x.pdf")).isEqualTo("fine");
    }

    @Test
    void aRedirectIsNotFollowed() {
        system.answers(302, "Location: http://localhost:1/", "");

        assertRefused("/files", null, "x", false);
    }

    @Test
    void whatDoesNotAnswerOrBreaksOffIsTriedLater() {
        system.isSilent(Duration.ofSeconds(5));
        assertRefused("/files", null, "x", true);
        system.answersRaw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        assertRefused("/files", null, "x", true);
        for (int status : new int[]{429, 500, 503}) {
            system.answers(status, "", "");
            assertRefused("/files", null, "x", true);
        }
        system.close();
        assertRefused("/files", null, "x", true);
    }

    @Test
    void whoIsWrittenToAndFailsIsNotTakenForTheSystem() {
        system.answers(200, "", "much");

        assertThatThrownBy(() -> download("/files", null).fetch("x", new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space left on device");
            }
        })).isInstanceOf(IOException.class).hasMessageContaining("no space left");
    }

    private void assertRefused(String below, @Nullable String content, String path, boolean isSilent) {
        assertThatThrownBy(() -> fetched(below, content, path))
                .isInstanceOfSatisfying(DocumentUnreachable.class, e -> assertThat(e.isSilent()).isEqualTo(isSilent))
                .hasMessageContaining("acme").hasMessageNotContaining("localhost");
    }

    private String fetched(String below, @Nullable String content, String path) throws IOException {
        var out = new ByteArrayOutputStream();
        download(below, content).fetch(path, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Download download(String below, @Nullable String content) {
        try {
            var file = Files.writeString(folder.resolve("connector.yaml"),
                    "http:\n  timeout: 1s\n  auth: {type: bearer, token: t0ken}\n");
            return new Download("acme", HttpAccess.of("acme", Spot.read(file).find("http").orElseThrow(), text -> text,
                    new Folder(folder).mappings()), system.url() + below, content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
