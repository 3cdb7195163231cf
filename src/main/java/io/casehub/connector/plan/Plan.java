package io.casehub.connector.plan;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.convert.DurationStyle;

/**
 * What one file of a connector asks of its template. A parameter is what the route says, else what
 * {@code connector.yaml} says for all routes under {@code defaults}, else what the template says.
 */
public final class Plan {

    private final Spot route;
    private final String id;
    private final Template template;
    private final Map<String, Spot> given;
    private final Map<String, String> defaults;
    private final UnaryOperator<String> resolved;
    private final Map<String, String> instead;

    private Plan(Spot route, String id, Template template, Map<String, String> defaults,
            UnaryOperator<String> resolved, Map<String, String> instead) {
        this.route = route;
        this.id = id;
        this.template = template;
        this.given = given(route);
        this.defaults = defaults;
        this.resolved = resolved;
        this.instead = instead;
    }

    /**
     * Reads it, and refuses what the template does not know or does not get.
     *
     * @param route the {@code templatedRoute} of a file
     * @param resolved puts settings in the places of {@code {{system.setting}}}
     * @throws FileBroken with the place
     */
    public static Plan of(Spot route, Map<String, Template> templates, Map<String, String> defaults,
            UnaryOperator<String> resolved) {
        var named = route.get("routeTemplateRef");
        var template = templates.get(named.text());
        if (template == null) {
            throw named.wrong("there is no template " + named.text() + "; there are "
                    + String.join(", ", templates.keySet()));
        }
        var plan = new Plan(route, route.get("routeId").text(), template, defaults, resolved, Map.of());
        plan.misfits().stream().findFirst().ifPresent(misfit -> {
            throw misfit;
        });
        return plan;
    }

    /** What {@link #of} refuses in the parameters of a route: all of it, each with its place. */
    public static List<FileBroken> misfits(Spot route, Template template, Map<String, String> defaults) {
        return new Plan(route, "", template, defaults, UnaryOperator.identity(), Map.of()).misfits();
    }

    private List<FileBroken> misfits() {
        var unknown = given.entrySet().stream()
                .filter(parameter -> !template.parameters().containsKey(parameter.getKey()))
                .map(parameter -> parameter.getValue().wrong(template.id() + " has no parameter " + parameter.getKey()
                        + "; it has " + String.join(", ", template.parameters().keySet())));
        var missing = template.parameters().entrySet().stream()
                .filter(parameter -> find(parameter.getKey()).isEmpty())
                .map(parameter -> route.wrong("the parameter " + parameter.getKey() + " is missing"
                        + Optional.ofNullable(parameter.getValue().description()).map(": "::concat).orElse("")));
        return Stream.concat(unknown, missing).toList();
    }

    /** The same under another id, with these parameters in the place of its own. */
    public Plan with(String id, Map<String, String> instead) {
        return new Plan(route, id, template, defaults, resolved, instead);
    }

    /** The id of the route. */
    public String route() {
        return id;
    }

    public String template() {
        return template.id();
    }

    /** Whether its template has such a parameter. */
    public boolean knows(String parameter) {
        return template.parameters().containsKey(parameter);
    }

    public String system() {
        return text("system");
    }

    /** The parameter, settings filled in, without blanks around; empty where it is. */
    public String text(String name) {
        return find(name).map(resolved).orElse("").strip();
    }

    /** The parameter, where it is given and not empty. */
    public Optional<String> some(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /** @throws FileBroken where one of these parameters is empty */
    public void filled(String... names) {
        for (var name : names) {
            if (text(name).isEmpty()) {
                throw wrong(name, "is empty");
            }
        }
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(name, "is true or false, and not " + text(name));
        };
    }

    /** The parts of a parameter between commas. */
    public List<String> list(String name) {
        return Arrays.stream(text(name).split(",")).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    /** The lines of a parameter, such as {@code Name: value}, by name. */
    public Map<String, String> lines(String name) {
        var lines = new LinkedHashMap<String, String>();
        text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw wrong(name, "is written as Name: value, one a line");
            }
            lines.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        });
        return lines;
    }

    public Duration duration(String name) {
        try {
            return DurationStyle.detectAndParse(text(name));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is a time such as 500ms, 5s, 10m or 24h, and not " + text(name));
        }
    }

    /** A whole number within bounds, both included. */
    public int whole(String name, int least, int most) {
        try {
            int number = Integer.parseInt(text(name));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of bounds
        }
        throw wrong(name, "is a whole number from " + least + " to " + most + ", and not " + text(name));
    }

    public ZoneId zone(String name) {
        try {
            return ZoneId.of(text(name));
        } catch (DateTimeException e) {
            throw wrong(name, "is a zone such as Europe/Berlin or UTC, and not " + text(name));
        }
    }

    /** One of the words of a list: its constants in lower case, with hyphens. */
    public <E extends Enum<E>> E word(String name, Class<E> list) {
        var words = Arrays.stream(list.getEnumConstants()).toList();
        return words.stream().filter(word -> said(word).equals(text(name))).findFirst().orElseThrow(() -> wrong(name,
                "is one of " + words.stream().map(Plan::said).toList() + ", and not " + text(name)));
    }

    /** That a parameter cannot be used, with its place, to be thrown. */
    public FileBroken wrong(String name, String sentence) {
        return given.getOrDefault(name, route).wrong(name + " " + sentence);
    }

    /** That the route cannot be used, with its place, to be thrown. */
    public FileBroken wrong(String sentence) {
        return route.wrong(sentence);
    }

    /** Every parameter as the template is to see it, settings not yet filled in, and the route's id. */
    public Map<String, Object> parameters() {
        var parameters = new LinkedHashMap<String, Object>(Map.of("route", id));
        template.parameters().keySet().forEach(name -> find(name).ifPresent(value -> parameters.put(name, value)));
        return parameters;
    }

    private Optional<String> find(String name) {
        return Optional.ofNullable(instead.get(name))
                .or(() -> Optional.ofNullable(given.get(name)).map(Spot::text))
                .or(() -> Optional.ofNullable(defaults.get(name)))
                .or(() -> Optional.ofNullable(template.parameters().get(name)).map(Template.Parameter::otherwise));
    }

    private static Map<String, Spot> given(Spot route) {
        var given = new LinkedHashMap<String, Spot>();
        route.find("parameters").ifPresent(list -> list.items().forEach(
                item -> given.put(item.get("name").text(), item.get("value"))));
        return given;
    }

    private static String said(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
