package io.casehub.connector.files.formats;

import io.casehub.connector.files.formats.Lines.Line;
import io.casehub.ingest.Payloads;
import io.casehub.ingest.RawRecord;
import java.io.IOException;
import java.util.Optional;

/** One JSON document a line. */
record JsonLineRecords(Lines lines) implements FileRecords {

    @Override
    public Optional<RawRecord> next() {
        return lines.next().map(this::record);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private RawRecord record(Line line) {
        if (line.fault() != null) {
            return lines.unreadable(line, line.fault());
        }
        var record = Payloads.parse(line.text());
        return record.fault() == null ? record : lines.unreadable(line, record.fault());
    }
}
