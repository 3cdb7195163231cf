package io.casehub.connector.files;

import io.casehub.connector.files.formats.FileBroken;
import io.casehub.connector.files.formats.FileFormat;
import io.casehub.connector.files.formats.FileRecords;
import io.casehub.ingest.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is being read. */
final class OpenFile implements Closeable {

    /** So many characters land together, unless one record has more. */
    private static final long LARGEST_PAGE = 16_000_000;

    private final FileMark mark;
    private final FileFormat format;
    private final InputStream content;
    private @Nullable FileRecords records;
    private long read;

    /** @param behind how many records of it are in already */
    OpenFile(FileMark mark, FileFormat format, InputStream content, long behind) {
        this.mark = mark;
        this.format = format;
        this.content = new WholeContent(content, mark);
        this.read = behind;
    }

    FileMark mark() {
        return mark;
    }

    /** How many records of it have been read, those included that were in already. */
    long read() {
        return read;
    }

    /** @throws java.io.UncheckedIOException where the folder failed, or gave less than the file has */
    Piece next(int most) {
        var piece = new ArrayList<RawRecord>();
        try {
            long size = 0;
            var from = records();
            while (piece.size() < most && size < LARGEST_PAGE) {
                var record = from.next();
                if (record.isEmpty()) {
                    return new Piece(piece, true, null);
                }
                piece.add(record.get());
                read++;
                size += record.get().text().length();
            }
            return new Piece(piece, false, null);
        } catch (FileBroken e) {
            return new Piece(piece, true, e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private FileRecords records() {
        if (records == null) {
            records = format.read(mark.name(), content);
            for (long i = 0; i < read; i++) {
                records.next();
            }
        }
        return records;
    }

    /**
     * Some records.
     *
     * @param isLast whether nothing is to be read behind them
     * @param fault why not, if not because the file is at its end
     */
    record Piece(List<RawRecord> records, boolean isLast, @Nullable String fault) {}
}
