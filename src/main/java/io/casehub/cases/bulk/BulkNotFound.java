package io.casehub.cases.bulk;

import java.util.UUID;

/** No changes were ever asked for under this id, or they are kept no more. */
public final class BulkNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BulkNotFound(UUID id) {
        super("no bulk " + id + "; its report is kept for 30 days");
    }
}
