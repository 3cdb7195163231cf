package io.casehub.connector.plan;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file of {@code routes/_templates/}: the parameters it takes.
 *
 * @param parameters by name, in the order of the file
 */
public record Template(String id, Map<String, Parameter> parameters) {

    /** All of a folder, by their ids. */
    public static Map<String, Template> all(Path folder) {
        try (var files = Files.list(folder)) {
            var templates = new TreeMap<String, Template>();
            files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().map(Template::read)
                    .forEach(template -> templates.put(template.id(), template));
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    private static Template read(Path file) {
        var template = Spot.read(file).items().stream().findFirst().flatMap(item -> item.find("routeTemplate"))
                .orElseThrow(() -> new FileBroken(file + ":1: a routeTemplate is wanted here"));
        var parameters = new LinkedHashMap<String, Parameter>();
        template.find("parameters").ifPresent(list -> list.items().forEach(item -> parameters.put(
                item.get("name").text(), new Parameter(item.find("description").map(Spot::text).orElse(null),
                        item.find("defaultValue").map(Spot::text).orElse(null)))));
        return new Template(template.get("id").text(), parameters);
    }

    /**
     * One of them.
     *
     * @param otherwise its value where a route gives none; without one the route must
     */
    public record Parameter(@Nullable String description, @Nullable String otherwise) {}
}
