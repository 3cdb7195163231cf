package io.casehub.connector.files;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import java.time.Instant;

/**
 * How far a folder has been read: the file last read from, and how many of its records are in.
 */
record FileCursor(FileMark file, long records) {

    static FileCursor parse(String cursor) {
        var json = ExactJson.parse(cursor);
        return new FileCursor(new FileMark(json.path("file").asText(), json.path("size").asLong(),
                Instant.parse(json.path("modified").asText())), json.path("records").asLong());
    }

    String text() {
        return JsonNodeFactory.instance.objectNode()
                .put("file", file.name())
                .put("size", file.size())
                .put("modified", file.modified().toString())
                .put("records", records)
                .toString();
    }
}
