package io.casehub.cases.documents;

import io.casehub.cases.documents.DocumentRefused.Reason;
import io.casehub.model.DocumentRef;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which attachments of mails the hub does not hand out: those that it would not take as uploads,
 * either. Their mails keep them, byte for byte.
 */
@Component
public class HeldBack {

    private final FileTypes types;
    private final long largest;

    HeldBack(FileTypes types, DocumentSettings settings) {
        this.types = types;
        this.largest = settings.largest().toBytes();
    }

    /**
     * As a sentence, by what is said of it; empty where it is handed out if its bytes are what is said.
     *
     * @param size in bytes, {@code null} where nobody says
     */
    public Optional<String> reason(String name, @Nullable String contentType, @Nullable Long size) {
        return size != null && size > largest
                ? Optional.of("it has " + size + " bytes, and at most " + largest
                        + " are handed out (casehub.documents.largest)")
                : types.notTaken(name, contentType)
                        .map(type -> "it is " + type + ", which is not handed out (casehub.documents.types)");
    }

    void refuse(DocumentRef named) {
        reason(named.name(), named.contentType(), named.size()).ifPresent(why -> {
            throw refused(why);
        });
    }

    /** The content, if it is what is said of it; it is closed otherwise. */
    Content released(Content content, DocumentRef named) {
        try {
            types.of(content, named.name(), named.contentType());
            return content;
        } catch (DocumentRefused e) {
            close(content);
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static void close(Content content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new ContentStoreDown("deleting a draft", e);
        }
    }

    private static DocumentRefused refused(String why) {
        return new DocumentRefused(Reason.HELD_BACK, "this attachment is held back: " + why
                + "; whoever needs it takes it out of the mail (/api/v1/mail/{id}/raw)");
    }
}
