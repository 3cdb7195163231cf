package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;
import io.casehub.outbound.Command;
import io.casehub.outbound.CommandKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.FileEntity;

/**
 * How the bytes of a document go with a request: as all of its body, or as one part of a form. They
 * are streamed from their file, whose size is told first.
 *
 * @param file the name of their part; {@code body} where they are the whole request
 * @param form the name of the part that the mapping makes; blank where there is none
 */
record Freight(String file, String form) {

    private static final String WHOLE = "body";

    /**
     * @throws io.casehub.mapping.FileBroken where the command has no document, or needs one and has
     * none
     */
    static Optional<Freight> of(Plan plan, CommandKind kind) {
        boolean isWanted = kind.equals(CommandKind.CASE_ATTACHMENT);
        if (plan.some("file").isPresent() != isWanted) {
            throw plan.wrong("file", isWanted
                    ? "says how the document goes with the request: body, or the name of its part of a form"
                    : "is of a case-attachment alone: a " + kind + " has no document");
        }
        return plan.some("file").map(file -> new Freight(file, plan.some("form").orElse("")));
    }

    /** Whether the mapping has anything to say beside the bytes. */
    boolean isSaying() {
        return !file.equals(WHOLE) && !form.isEmpty();
    }

    /** @param said what the mapping makes, as JSON; blank where it says nothing */
    HttpEntity load(Path bytes, Command command, String said) {
        var type = ContentType.parseLenient(command.payload().path("contentType").asText());
        if (file.equals(WHOLE)) {
            return new FileEntity(bytes.toFile(), type);
        }
        // as browsers do, and so what systems understand: a name in UTF-8, as it is
        var parts = MultipartEntityBuilder.create().setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8);
        if (isSaying()) {
            parts.addTextBody(form, said, ContentType.APPLICATION_JSON);
        }
        return parts.addBinaryBody(file, bytes.toFile(), type, command.value()).build();
    }
}
