package io.casehub.connector.files.formats;

import io.casehub.connector.files.formats.Lines.Line;
import io.casehub.ingest.RawRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records that begin with a line each.
 *
 * @param reading makes a record of a line that could be read
 */
record LineRecords(Lines lines, Function<Line, RawRecord> reading) implements FileRecords {

    @Override
    public Optional<RawRecord> next() {
        return lines.next().map(line -> line.fault() == null
                ? reading.apply(line)
                : lines.unreadable(line, line.fault()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
