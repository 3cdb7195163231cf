package io.casehub.ingest.documents;

import io.casehub.model.DocumentRef;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Set;

/**
 * Fetches the bytes of documents that records name. A bean of this type is asked in its order; the
 * first that keeps a record's documents fetches them.
 */
public interface DocumentSource {

    /** Whether what it fetches came by mail; else a system of record keeps it. */
    boolean isMail();

    /** Those of these records whose documents it can fetch now. */
    Set<SourceRef> keeps(Collection<SourceRef> records);

    /**
     * Writes a document's bytes and answers within two minutes, whatever the system does.
     *
     * @throws DocumentUnreachable where the system does not answer, or has no such document
     * @throws IOException where {@code into} takes no more
     */
    void fetch(SourceRef record, DocumentRef document, OutputStream into) throws IOException;
}
