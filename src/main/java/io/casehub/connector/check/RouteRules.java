package io.casehub.connector.check;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connector's routes must hold to: thin, named like their files, right for their templates.
 */
final class RouteRules {

    private static final int LONGEST = 25;
    private static final Set<String> DOORS = Set.of("mailroom");
    private static final String NAMES_A_MAPPING = "[a-z0-9-]+/[a-z0-9-]+";

    private final Map<String, Template> templates;
    private final Mappings mappings;
    private final Plans plans;
    private final UnaryOperator<String> resolved;

    RouteRules(Map<String, Template> templates, Mappings mappings, Plans plans, UnaryOperator<String> resolved) {
        this.templates = templates;
        this.mappings = mappings;
        this.plans = plans;
        this.resolved = resolved;
    }

    List<Finding> findings(String system, Path file, Map<String, String> defaults) {
        var findings = new ArrayList<>(form(file));
        try {
            var items = Spot.read(file).items();
            if (items.size() != 1) {
                findings.add(new Finding(file, 1, "has " + items.size() + " routes: one route a file, named like it"));
            }
            items.forEach(item -> findings.addAll(route(system, item, defaults)));
        } catch (FileBroken e) {
            findings.add(Finding.of(e, file));
        }
        return findings;
    }

    private static List<Finding> form(Path file) {
        var lines = Lines.of(file);
        var findings = new ArrayList<>(lines.leftOpen());
        if (!lines.beginsWith("# ")) {
            findings.add(new Finding(file, 1, "begins with a comment that says what the route does: # …"));
        }
        if (lines.all().size() > LONGEST) {
            findings.add(new Finding(file, LONGEST + 1, "is longer than " + LONGEST + " lines: a route moves data and "
                    + "nothing else; what decides belongs into the mapping"));
        }
        return findings;
    }

    private List<Finding> route(String system, Spot item, Map<String, String> defaults) {
        var templated = item.find("templatedRoute");
        if (templated.isPresent()) {
            return Stream.of(name(system, templated.get(), "routeId"), template(templated.get(), defaults),
                    parameters(system, templated.get())).flatMap(rule -> rule).toList();
        }
        var route = item.find("route");
        return route.map(own -> Stream.concat(name(system, own, "id"), door(own)).toList())
                .orElseGet(() -> List.of(Finding.at(item, "a templatedRoute is wanted here, or a route")));
    }

    private static Stream<Finding> name(String system, Spot route, String field) {
        var file = route.file().getFileName().toString().replace(".camel.yaml", "");
        var id = route.find(field).filter(Spot::isText).map(Spot::text).orElse("");
        if (!id.equals(file)) {
            return Stream.of(Finding.at(route.find(field).orElse(route), field + " is the file's name, " + file));
        }
        return id.startsWith(system + "-")
                ? Stream.of()
                : Stream.of(
                        Finding.at(route.get(field), field + " begins with the connector's name: " + system + "-…"));
    }

    private static Stream<Finding> door(Spot route) {
        var from = route.find("from");
        var steps = from.flatMap(spot -> spot.find("steps")).map(Spot::items).orElse(List.of());
        var last = steps.isEmpty()
                ? ""
                : steps.getLast().find("bean").flatMap(bean -> bean.find("ref"))
                        .map(Spot::text).orElse("");
        var open = DOORS.contains(last)
                ? Stream.<Finding>of()
                : Stream.of(Finding.at(route, "ends at no door: take a template (routeTemplateRef), or end at "
                        + String.join(", ", DOORS)));
        return Stream.concat(open, from.flatMap(spot -> spot.find("parameters")).stream()
                .flatMap(spot -> Secrecy.findings("parameters", spot)));
    }

    private Stream<Finding> template(Spot route, Map<String, String> defaults) {
        var template = route.find("routeTemplateRef").filter(Spot::isText).map(Spot::text).map(templates::get);
        var misfits = template.isEmpty() ? List.<FileBroken>of() : Plan.misfits(route, template.get(), defaults);
        if (!misfits.isEmpty()) {
            return misfits.stream().map(misfit -> Finding.of(misfit, route.file()));
        }
        try {
            plans.check(Plan.of(route, templates, defaults, resolved));
            return Stream.of();
        } catch (FileBroken e) {
            return isAboutUnsetSetting(e) ? Stream.of() : Stream.of(Finding.of(e, route.file()));
        }
    }

    /** What nobody has set here cannot be judged here. */
    static boolean isAboutUnsetSetting(FileBroken fault) {
        return String.valueOf(fault.getMessage()).contains("{{");
    }

    private Stream<Finding> parameters(String system, Spot route) {
        boolean pulls = route.find("routeTemplateRef").filter(Spot::isText).map(Spot::text)
                .filter(name -> name.startsWith("pull-")).isPresent();
        return route.find("parameters").stream().flatMap(list -> list.items().stream())
                .filter(item -> item.find("name").isPresent() && item.find("value").filter(Spot::isText).isPresent())
                .flatMap(item -> parameter(system, pulls, item.get("name").text(), item.get("value")));
    }

    private Stream<Finding> parameter(String system, boolean pulls, String name, Spot value) {
        return switch (name) {
            case "system" -> value.text().equals(system)
                    ? Stream.of()
                    : Stream.of(Finding.at(value, "system is the folder's name, " + system));
            case "mapping" -> Stream.concat(mappings(value), pulls ? entities(value) : Stream.of());
            case "answer" -> mappings(value);
            case "request", "eachRequest" -> value.text().matches(NAMES_A_MAPPING) ? mappings(value) : Stream.of();
            case "headers" -> Stream.concat(headers(value), hosts(name, value));
            default -> Secrecy.findings(name, value);
        };
    }

    private Stream<Finding> mappings(Spot value) {
        return names(value).filter(name -> !mappings.exists(name)).map(name -> Finding.at(value,
                "there is no mapping " + name + ": write mappings/" + name + ".jslt"));
    }

    private Stream<Finding> entities(Spot value) {
        return names(value).filter(name -> CodeWord.find(Entity.class, name.substring(name.indexOf('/') + 1)).isEmpty())
                .map(name -> Finding.at(value, "the mapping " + name + " makes no record: name it after one of "
                        + Arrays.stream(Entity.values()).map(Entity::word).collect(Collectors.joining(", "))));
    }

    private static Stream<String> names(Spot value) {
        return Arrays.stream(value.text().split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }

    private static Stream<Finding> headers(Spot value) {
        return value.text().lines().filter(line -> line.contains(":"))
                .filter(line -> Secrecy.isSecret(line.substring(0, line.indexOf(':'))) && !line.contains("{{"))
                .map(line -> Finding.at(value, "the header " + line.substring(0, line.indexOf(':'))
                        + " is a secret, which never stands in a file: take a setting with secret: true"));
    }

    private static Stream<Finding> hosts(String name, Spot value) {
        return Secrecy.namesHost(value.text())
                ? Stream.of(Finding.at(value, name + " names a host: take a setting instead"))
                : Stream.of();
    }
}
