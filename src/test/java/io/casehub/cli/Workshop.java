package io.casehub.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** An engineer's folder with the templates as they are, and what he types and sees there. */
final class Workshop {

    final Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Workshop(Path folder) {
        this.folder = folder;
        try (var templates = Files.list(Path.of("routes/_templates"))) {
            Files.createDirectories(folder.resolve("routes/_templates"));
            Files.createDirectories(folder.resolve("mappings"));
            for (var template : templates.toList()) {
                Files.copy(template, folder.resolve("routes/_templates").resolve(template.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workshop write(String name, String text) {
        try {
            Files.createDirectories(file(name).getParent());
            Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Types a command and answers its exit code; what it prints is kept until the next one. */
    int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var args = Stream.concat(Arrays.stream(words), Stream.of("--casehub.routes=" + file("routes"),
                "--casehub.mappings=" + file("mappings"))).toArray(String[]::new);
        InputStream nothing = new ByteArrayInputStream(new byte[0]);
        return new CasehubCommand(settings -> {
        }, nothing).run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** What it printed, the folder's own place and measured times left out. */
    String printed() {
        return out.toString().replace(folder + "/", "").replaceAll("in \\d+ ms", "in 0 ms");
    }

    String complaint() {
        return err.toString().replace(folder + "/", "");
    }
}
