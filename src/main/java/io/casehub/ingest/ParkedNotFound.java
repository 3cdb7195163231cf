package io.casehub.ingest;

import java.util.UUID;

/** No record was ever parked under this id. */
public final class ParkedNotFound extends RuntimeException {

    public ParkedNotFound(UUID id) {
        super("no parked record " + id);
    }
}
