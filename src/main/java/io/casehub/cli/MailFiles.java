package io.casehub.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.reading.Attachment;
import io.casehub.intake.reading.MailReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mails that lie in files, read one by one. */
final class MailFiles {

    /** More than any server takes; the rest of a larger file is left out. */
    private static final int LARGEST = 500_000_000;

    private final MailReader reader;

    MailFiles(MailReader reader) {
        this.reader = reader;
    }

    /** What is understood of one; its attachments go into a folder, if one is named. */
    ObjectNode read(Path file, @Nullable Path into) {
        var raw = raw(file);
        if (into != null) {
            write(reader.attachments(raw), into);
        }
        return reader.read(raw);
    }

    /** Every file of a folder and of those inside, by name. One that cannot be opened says so. */
    void readAll(Path folder, @Nullable Path into, Consumer<ObjectNode> told) {
        for (var file : files(folder)) {
            var name = folder.relativize(file).toString();
            var line = JsonNodeFactory.instance.objectNode().put("file", name);
            try {
                line.setAll(read(file, into == null ? null : into.resolve(name)));
            } catch (UncheckedIOException e) {
                line.putArray("warnings").add("The file could not be read: " + e.getMessage());
            }
            told.accept(line);
        }
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] raw(Path file) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<Attachment> attachments, Path into) {
        var taken = new HashSet<String>();
        try {
            Files.createDirectories(into);
            for (var attachment : attachments) {
                try (var out = Files.newOutputStream(into.resolve(name(attachment, taken)))) {
                    attachment.writeTo(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that every file system takes, and no other attachment has. */
    private static String name(Attachment attachment, HashSet<String> taken) {
        var said = attachment.fileName() == null ? "attachment" : attachment.fileName();
        var safe = said.replaceAll("[\\p{Cntrl}\\\\/:*?\"<>|]", "_").replaceAll("^\\.+", "_");
        var shortened = safe.length() > 100 ? safe.substring(0, 50) + safe.substring(safe.length() - 50) : safe;
        var plain = isPossible(shortened) ? shortened : shortened.replaceAll("[^ -~]", "_");
        var name = plain;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = i + " " + plain;
        }
        return name;
    }

    /** A machine that knows ASCII alone takes no other names. */
    private static boolean isPossible(String name) {
        try {
            return Path.of(name).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
