package io.casehub.cases.documents;

import java.util.UUID;

/** The case has no such document, or the caller may not see it. */
public final class DocumentNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    DocumentNotFound(UUID id) {
        super("the case has no document " + id);
    }
}
