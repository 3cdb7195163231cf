package io.casehub.intake;

import io.casehub.cases.documents.CaseDocuments;
import io.casehub.cases.documents.ContentBroken;
import io.casehub.cases.documents.ContentStoreDown;
import io.casehub.cases.documents.DocumentNotFound;
import io.casehub.model.CaseId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The documents of the case that a mail or a command is about. */
@Component
record CaseEnclosures(CaseDocuments documents) implements Enclosures {

    @Override
    public Opened open(CaseId id, UUID document) {
        try {
            var content = documents.find(id, document, visibility -> true).open();
            return new Opened(content.file(), content);
        } catch (DocumentNotFound | ContentBroken e) {
            throw new EnclosureMissing(e);
        } catch (ContentStoreDown e) {
            throw new EnclosuresDown(e);
        }
    }
}
