package io.casehub.connector.files.formats;

import io.casehub.ingest.Payloads;

/** One JSON document a line. */
final class JsonLineRecords {

    private JsonLineRecords() {}

    static FileRecords of(Lines lines) {
        return new LineRecords(lines, line -> {
            var record = Payloads.parse(line.text());
            return record.fault() == null ? record : lines.unreadable(line, record.fault());
        });
    }
}
