package io.casehub.connector.files;

import io.casehub.connector.files.FileSource.After;
import io.casehub.connector.files.FilesTaken.Taken;
import io.casehub.connector.files.OpenFile.Piece;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a folder: what is whole and new in it, file by file, page by page. The cursor must
 * have been read before the ledger is: then a page of a file that another node has finished since
 * is read behind a cursor that has moved, and is refused.
 */
final class FileRun implements Closeable {

    private final FileSource source;
    private final Folder folder;
    private final FilesTaken taken;
    private final Ingest ingest;
    private final Deque<FileMark> waiting = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable String stored;
    private @Nullable OpenFile file;

    /** @param cursor the stored one, which has been read before */
    FileRun(FileSource source, Folder folder, FilesTaken taken, Ingest ingest, @Nullable String cursor) {
        this.source = source;
        this.folder = folder;
        this.taken = taken;
        this.ingest = ingest;
        this.stored = cursor;
    }

    /** What is wrong though the folder can be read: files that are broken, or cannot be put away. */
    List<String> complaints() {
        return complaints;
    }

    /** Lists the folder, puts away what has been read, and finds what is to be read now. */
    void look(Settled settled, Instant now) throws IOException {
        var listed = folder.list();
        var names = listed.stream().map(FileMark::name).collect(Collectors.toCollection(HashSet::new));
        var whole = listed.stream()
                .filter(mark -> source.wanted().has(mark.name()))
                .filter(mark -> source.wanted().marker(mark.name()).map(names::contains).orElse(true))
                .sorted(FileMark.ORDER)
                .toList();
        var known = taken.of(source.route(), whole);
        known.entrySet().stream().sorted(Map.Entry.comparingByKey(FileMark.ORDER)).forEach(this::settle);
        var unread = whole.stream().filter(mark -> !known.containsKey(mark)).toList();
        waiting.addAll(settled.of(unread, source.settled(), now));
        begun().map(FileCursor::file).filter(unread::contains).ifPresent(mark -> {
            waiting.remove(mark);
            waiting.addFirst(mark); // once begun it had settled, whoever saw it
        });
    }

    /** Lands a page; answers whether there is more to do. */
    boolean step() throws IOException {
        if (file == null) {
            var mark = waiting.poll();
            if (mark == null) {
                return false;
            }
            if (!isThere(mark)) {
                return true;
            }
            file = new OpenFile(mark, source.format(), folder.open(mark.name()), behind(mark));
        }
        var reading = file;
        var piece = reading.next(source.pageSize());
        if (!isThere(reading.mark())) {
            drop(reading);
            return true;
        }
        if (!land(reading, piece)) {
            return false;
        }
        if (piece.isLast()) {
            finish(reading, piece);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            closeFile();
        }
    }

    /** A file that changed is another one, and waits until it has settled. */
    private boolean isThere(FileMark mark) throws IOException {
        return folder.look(mark.name()).equals(Optional.of(mark));
    }

    private void drop(OpenFile reading) throws IOException {
        closeFile();
        var name = reading.mark().name();
        if (behind(reading.mark()) > 0 && folder.look(name).isEmpty()
                && taken.of(source.route(), List.of(reading.mark())).isEmpty()) {
            complaints.add(name + " vanished while it was read; " + behind(reading.mark())
                    + " records of it are in. Send it again");
        }
    }

    private boolean land(OpenFile reading, Piece piece) {
        var after = new FileCursor(reading.mark(), reading.read()).text();
        if (after.equals(stored)) {
            return true;
        }
        var receipt = ingest.accept(new Page(source.system(), source.route(), source.mappings(), piece.records(),
                stored, after));
        if (receipt instanceof Receipt.Outdated) {
            return false; // another node reads this folder, or somebody reset the cursor
        }
        stored = after;
        return true;
    }

    private void finish(OpenFile reading, Piece piece) throws IOException {
        closeFile();
        taken.add(source.route(), reading.mark(), reading.read(), piece.fault());
        settle(Map.entry(reading.mark(), new Taken(piece.fault())));
    }

    /**
     * Puts away a file that has been read; of one that could not be it says so for as long as it is
     * there.
     */
    private void settle(Map.Entry<FileMark, Taken> file) {
        file.getValue().fault().ifPresentOrElse(complaints::add, () -> putAway(file.getKey()));
    }

    private void putAway(FileMark mark) {
        try {
            if (source.after() == After.KEEP || !isThere(mark)) {
                return;
            }
            putAway(mark.name(), mark.modified());
            var marker = source.wanted().marker(mark.name());
            if (marker.isPresent() && folder.look(marker.get()).isPresent()) {
                putAway(marker.get(), mark.modified());
            }
        } catch (IOException e) {
            complaints.add(e.getMessage());
        }
    }

    private void putAway(String name, Instant modified) throws IOException {
        if (source.after() == After.DELETE) {
            folder.delete(name);
        } else {
            folder.move(name, modified.toString().replace(":", "") + "-" + name);
        }
    }

    private long behind(FileMark mark) {
        return begun().filter(cursor -> cursor.file().equals(mark)).map(FileCursor::records).orElse(0L);
    }

    private Optional<FileCursor> begun() {
        return Optional.ofNullable(stored).map(FileCursor::parse);
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
