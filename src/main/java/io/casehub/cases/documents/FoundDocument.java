package io.casehub.cases.documents;

import java.util.function.Supplier;

/** A document that its reader may see, and the way to its content. */
public record FoundDocument(Document document, Supplier<Content> content) {

    /**
     * Its content, to be closed by the caller. One that a system keeps is fetched now.
     *
     * @throws ContentBroken where the store no longer has what it was given
     * @throws io.casehub.ingest.documents.DocumentUnreachable where the system that keeps it does not
     * give it
     */
    public Content open() {
        return content.get();
    }
}
