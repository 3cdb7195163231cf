package io.casehub.connector.scaffold;

import io.casehub.connector.plan.Template;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.outbound.CommandKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the files of a new connector. What the skeletons do not know of a template, the template's
 * own file says: each parameter it must have becomes a setting.
 */
public final class Scaffold {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern SECRET = Pattern.compile("(?i)password|secret|token|key");

    private final Path routes;
    private final Path mappings;
    private final Map<String, Template> templates;

    /** @param routes the folder of connectors, with the templates in {@code _templates} */
    public Scaffold(Path routes, Path mappings) {
        this.routes = routes;
        this.mappings = mappings;
        this.templates = Template.all(routes.resolve("_templates"));
    }

    /**
     * What is wanted.
     *
     * @param system the name of the connector
     * @param template how it is read, such as {@code pull-http}
     * @param entities what it knows, such as {@code customer}
     * @param commands what it can be told, such as {@code case-status}
     */
    public record Wish(String system, String template, List<String> entities, List<String> commands) {}

    /**
     * Writes all files and answers them in an order in which to look at them.
     *
     * @throws IllegalArgumentException where something is asked for that is not there, or is there
     * already; then nothing is written
     */
    public List<Path> write(Wish wish) {
        refuse(wish);
        var files = new LinkedHashMap<Path, String>();
        var settings = new LinkedHashMap<String, String>();
        var folder = routes.resolve(wish.system());
        for (var entity : wish.entities()) {
            var places = places(wish,
                    Map.of("entity", entity, "entities", plural(entity), "template", wish.template()));
            var route = Skeleton.of(wish.template(), "route.camel.yaml");
            places.put("parameters", parameters(route, wish, wish.template(), settings));
            files.put(folder.resolve(wish.system() + "-" + plural(entity) + ".camel.yaml"), route.filled(places));
            both("entity", entity, entity, wish, places, files);
        }
        for (var command : wish.commands()) {
            var template = pushTemplate(wish.template());
            var places = places(wish, Map.of("command", command, "template", template));
            var route = Skeleton.of(template, "push.camel.yaml");
            places.put("parameters", parameters(route, wish, template, settings));
            files.put(folder.resolve(wish.system() + "-" + command + "-out.camel.yaml"), route.filled(places));
            both("command", "command-out", command + "-out", wish, places, files);
        }
        var all = new LinkedHashMap<Path, String>();
        all.put(folder.resolve("connector.yaml"), contract(wish, settings));
        all.putAll(files);
        all.forEach(Scaffold::write);
        return List.copyOf(all.keySet());
    }

    private void refuse(Wish wish) {
        if (!NAME.matcher(wish.system()).matches() || wish.system().matches("api|cases")) {
            throw new IllegalArgumentException("A connector's name is lower-case letters, digits and hyphens, such as "
                    + "acme; it is neither api nor cases, which are the hub's own.");
        }
        for (var folder : List.of(routes.resolve(wish.system()), mappings.resolve(wish.system()))) {
            if (Files.exists(folder)) {
                throw new IllegalArgumentException("There is a folder " + folder + " already: take another name.");
            }
        }
        var pulls = templates.keySet().stream().filter(Scaffold::reads).toList();
        among(wish.template(), pulls, "template that reads");
        wish.entities().forEach(entity -> among(entity,
                Arrays.stream(Entity.values()).map(CodeWord::word).toList(), "entity"));
        wish.commands().forEach(command -> among(command,
                CommandKind.KNOWN.stream().map(CommandKind::word).toList(), "command"));
    }

    private static boolean reads(String template) {
        return template.startsWith("pull-") || template.equals("webhook");
    }

    private static void among(String word, List<String> known, String what) {
        if (!known.contains(word)) {
            throw new IllegalArgumentException("There is no " + what + " " + word + "; there are "
                    + String.join(", ", known) + ".");
        }
    }

    /** The template of the same kind of system; a web API where there is none. */
    private String pushTemplate(String pull) {
        var same = pull.replace("pull-", "push-");
        return templates.containsKey(same) && !same.equals(pull) ? same : "push-http";
    }

    /** Lines for the parameters a template must have and the skeleton does not give. */
    private String parameters(Skeleton route, Wish wish, String template, Map<String, String> settings) {
        var lines = new StringBuilder();
        Objects.requireNonNull(templates.get(template)).parameters().forEach((name, parameter) -> {
            if (parameter.otherwise() == null && !route.gives(name)) {
                var setting = name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                settings.put(setting, "{required: true" + (SECRET.matcher(name).find() ? ", secret: true" : "")
                        + Optional.ofNullable(parameter.description()).map(text -> ", description: " + quoted(text))
                                .orElse("")
                        + "}");
                lines.append("      - {name: ").append(name).append(", value: \"{{").append(wish.system()).append('.')
                        .append(setting).append("}}\"}\n");
            }
        });
        return lines.toString();
    }

    private static String quoted(String text) {
        return ExactJson.mapper().getNodeFactory().textNode(text).toString();
    }

    private String contract(Wish wish, Map<String, String> settings) {
        var skeleton = Skeleton.of(wish.template(), "connector.yaml");
        var places = places(wish, Map.of());
        places.put("settings", settings.entrySet().stream().filter(setting -> !skeleton.text()
                .contains("  " + setting.getKey() + ":"))
                .map(setting -> "  " + setting.getKey() + ": " + setting.getValue() + "\n")
                .collect(Collectors.joining()));
        places.put("commands", wish.commands().isEmpty()
                ? ""
                : wish.commands().stream().map(command -> "  " + command
                        + ": {repeatable: false}  # fill in: true where a second one does no harm\n")
                        .collect(Collectors.joining("", "commands:\n", "")));
        return skeleton.filled(places);
    }

    private void both(String folder, String skeleton, String name, Wish wish, Map<String, String> places,
            Map<Path, String> files) {
        for (var ending : List.of(".jslt", ".test.yaml")) {
            files.put(mappings.resolve(wish.system()).resolve(name + ending),
                    Skeleton.of(folder, skeleton + ending).filled(places));
        }
    }

    private static Map<String, String> places(Wish wish, Map<String, String> more) {
        var places = new LinkedHashMap<>(more);
        places.put("system", wish.system());
        return places;
    }

    private static String plural(String entity) {
        return entity + "s";
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be written", e);
        }
    }
}
