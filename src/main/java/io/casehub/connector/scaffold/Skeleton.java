package io.casehub.connector.scaffold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A file with places such as {@code %system%}. */
record Skeleton(String text) {

    /** The one of a folder of skeletons, such as a template's; where it has none, the one for any. */
    static Skeleton of(String folder, String name) {
        return find(folder + "/" + name).or(() -> find("any/" + name)).orElseThrow();
    }

    static Optional<Skeleton> find(String name) {
        try (var in = Skeleton.class.getResourceAsStream("/scaffold/" + name)) {
            return Optional.ofNullable(in == null
                    ? null
                    : new Skeleton(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a route's skeleton gives a parameter already. */
    boolean gives(String parameter) {
        return text.matches("(?s).*name: " + parameter + "\\b.*");
    }

    String filled(Map<String, String> places) {
        var filled = text;
        for (var place : places.entrySet()) {
            filled = filled.replace("%" + place.getKey() + "%", place.getValue());
        }
        return filled.strip() + "\n";
    }
}
