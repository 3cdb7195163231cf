package io.casehub.audit.reads;

import java.util.UUID;

/** Nothing was recorded under this id, or it is kept no more. */
public final class ReadNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReadNotFound(UUID id) {
        super("no read " + id + " is kept; reads are recorded while casehub.reads.record is true, and kept for "
                + "casehub.reads.keep");
    }
}
