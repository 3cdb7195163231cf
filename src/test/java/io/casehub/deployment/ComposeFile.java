package io.casehub.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code docker-compose.yml}, read as Compose reads it, for as much of it as ours uses. */
final class ComposeFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::(-|\\?)([^}]*))?}");

    private final JsonNode root;

    private ComposeFile(JsonNode root) {
        this.root = root;
    }

    static ComposeFile read() {
        try {
            return new ComposeFile(new YAMLMapper().readTree(Path.of("docker-compose.yml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode services() {
        return root.path("services");
    }

    JsonNode service(String name) {
        return services().required(name);
    }

    JsonNode volumes() {
        return root.path("volumes");
    }

    /**
     * What a service is given, as the file says it; a name without a value is handed on where it is
     * set.
     */
    Map<String, JsonNode> declared(String service) {
        var declared = new LinkedHashMap<String, JsonNode>();
        service(service).path("environment").fields()
                .forEachRemaining(entry -> declared.put(entry.getKey(), entry.getValue()));
        return declared;
    }

    /**
     * The environment of a service's container where the person has set these variables.
     *
     * @throws IllegalStateException with the file's own sentence where one is missing
     */
    Map<String, String> environment(String service, Map<String, String> set) {
        var environment = new LinkedHashMap<String, String>();
        declared(service).forEach((name, value) -> {
            if (!value.isNull()) {
                environment.put(name, filled(value.asText(), set));
            } else if (set.containsKey(name)) {
                environment.put(name, set.getOrDefault(name, ""));
            }
        });
        return environment;
    }

    /** The variables that a person may set or must. */
    static TreeSet<String> variables(String text) {
        var names = new TreeSet<String>();
        VARIABLE.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static String filled(String text, Map<String, String> set) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1),
                String.valueOf(found.group(2)), String.valueOf(found.group(3)), set.getOrDefault(found.group(1), ""))));
    }

    private static String value(String name, String kind, String text, String set) {
        if (!set.isEmpty()) {
            return set;
        }
        return switch (kind) {
            case "-" -> text;
            case "?" -> throw new IllegalStateException(name + ": " + text);
            default -> "";
        };
    }
}
