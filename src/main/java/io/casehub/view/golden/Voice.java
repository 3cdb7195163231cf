package io.casehub.view.golden;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.StoredRecord;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerRecord;
import java.time.Instant;

/**
 * One of the records that are a customer.
 *
 * @param said as it stands in the profile: where it comes from, as of when, and what it says
 */
record Voice(ObjectNode said, String system, String key, Instant changedAt, boolean isThin) {

    private static final String AS_OF = "asOf";
    private static final String THIN = "thin";

    static Voice of(StoredRecord stored, CustomerRecord record) {
        var said = JsonNodeFactory.instance.objectNode();
        said.putObject("source").put("system", record.source().system()).put("key", record.source().key());
        said.put(AS_OF, record.revision().changedAt().toString()).put("fetchedAt", stored.fetchedAt().toString());
        if (record.isThin()) {
            said.put(THIN, true);
        }
        said.setAll((ObjectNode) ExactJson.parse(stored.canonical()));
        return of(said);
    }

    /** The same again, out of a profile. */
    static Voice of(ObjectNode said) {
        var source = said.path("source");
        return new Voice(said, source.path("system").asText(), source.path("key").asText(),
                Instant.parse(said.path(AS_OF).asText()), said.path(THIN).asBoolean());
    }

    ObjectNode source() {
        return said.withObject("source").deepCopy();
    }

    /** Whose it is, the source's time, and when the hub fetched it. */
    ObjectNode origin() {
        return said.deepCopy().retain("source", AS_OF, "fetchedAt");
    }
}
