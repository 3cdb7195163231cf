package io.casehub.intake;

import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.Content;
import io.casehub.cases.documents.ContentBroken;
import io.casehub.cases.documents.ContentStoreDown;
import io.casehub.cases.documents.DocumentNotFound;
import io.casehub.cases.documents.DocumentRefused;
import io.casehub.model.CaseId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The documents of the case that a mail or a command is about, looked into before they go out. */
@Component
record CaseEnclosures(CaseDocuments documents, Scanner scanner) implements Enclosures {

    @Override
    public Opened open(CaseId id, UUID document) {
        try {
            var content = documents.find(id, document, visibility -> true).open();
            return new Opened(content.file(), scanned(content), content);
        } catch (DocumentNotFound | DocumentRefused | ContentBroken e) {
            throw new EnclosureMissing(e);
        } catch (ContentStoreDown | ScannerSilent e) {
            throw new EnclosuresDown(e);
        }
    }

    private String scanned(Content content) {
        boolean isHarmless = false;
        try (var raw = Files.newInputStream(content.file())) {
            var verdict = scanner.scan(raw);
            if (verdict.found() != null) {
                throw EnclosureMissing.harmful(verdict.found());
            }
            isHarmless = true;
            return verdict.how();
        } catch (IOException e) {
            throw new UncheckedIOException("a document could not be read", e);
        } finally {
            if (!isHarmless) {
                close(content);
            }
        }
    }

    private static void close(Content content) {
        try {
            content.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a draft could not be deleted", e);
        }
    }
}
