package io.casehub.ingest.drift;

import java.util.UUID;

/** This connector never had a finding of this id. */
public final class FindingNotFound extends RuntimeException {

    public FindingNotFound(String system, UUID id) {
        super("connector " + system + " has no finding " + id);
    }
}
