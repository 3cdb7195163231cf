package io.casehub.connector.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the bytes of a document stand in a request. */
class FreightTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writesADocument() throws IOException {
        file = Files.writeString(folder.resolve("content"), "größer als gedacht");
    }

    @Test
    void theyAreTheWholeRequest() throws IOException {
        var entity = new Freight("body", "").load(file, document(), "");

        assertThat(text(entity)).isEqualTo("größer als gedacht");
        assertThat(entity.getContentType()).isEqualTo("text/plain");
        assertThat(entity.getContentLength()).isEqualTo(Files.size(file));
    }

    @Test
    void theyAreOnePartOfAFormBesideWhatTheMappingMakes() throws IOException {
        var entity = new Freight("Attachments", "JSON").load(file, document(), "{\"Content\":\"see there\"}");

        assertThat(entity.getContentType()).startsWith("multipart/form-data; ");
        assertThat(text(entity)).contains("name=\"JSON\"", "{\"Content\":\"see there\"}", "name=\"Attachments\"",
                "filename=\"Mängel.txt\"", "Content-Type: text/plain", "größer als gedacht");
        assertThat(entity.getContentLength()).as("no chunks, where the size is known").isPositive();
    }

    private static String text(HttpEntity entity) throws IOException {
        var bytes = new ByteArrayOutputStream();
        entity.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Command document() {
        return new Command(UUID.randomUUID(), Topic.of(CaseId.next()), new SourceRef("rt", Entity.CASE, "7"),
                CommandKind.CASE_ATTACHMENT, JsonNodeFactory.instance.objectNode().put("value", "Mängel.txt")
                        .put("contentType", "text/plain"),
                0, Manner.FIRST);
    }
}
