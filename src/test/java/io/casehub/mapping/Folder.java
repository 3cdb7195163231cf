package io.casehub.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of mappings that a test writes for itself. */
public record Folder(Path path) {

    public Folder write(String name, String mapping) {
        try {
            var file = path.resolve(name + ".jslt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, mapping);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Mappings mappings() {
        return new Mappings(path);
    }
}
