package io.casehub.cases.documents;

import io.casehub.model.CaseId;
import java.util.List;

/**
 * Somebody put documents on a case, whose contents are kept. Published within the transaction that
 * does it.
 *
 * @param actor who: {@code agent:ada}
 */
public record DocumentsAdded(CaseId to, List<Document> documents, String actor) {

    public DocumentsAdded {
        documents = List.copyOf(documents);
    }
}
