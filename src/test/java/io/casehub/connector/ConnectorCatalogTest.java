package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.mapping.Mappings;
import io.casehub.model.CodeWord;
import io.casehub.outbound.CommandKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every connector in {@code routes/} must hold to, so that a new one needs no Java. */
class ConnectorCatalogTest {

    private static final Path ROUTES = Path.of("routes");
    private static final Path MAPPINGS = Path.of("mappings");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int LONGEST_ROUTE = 25;
    private static final Pattern SETTING = Pattern.compile("\\{\\{([a-z0-9.-]+)(:[^}]*)?}}");
    private static final Pattern HOST = Pattern.compile(
            "(?i)\\b(https?|jdbc|tcp|ldap|imaps?|smtps?)://?|localhost|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|:\\d{4,5}\\b");
    private static final Pattern SECRET = Pattern.compile("(?i)(password|passwd|secret|token|api-?key|authorization)");
    private static final Set<String> DOORS = Set.of("mailroom");

    @TestFactory
    Stream<DynamicContainer> everyConnectorIsWhole() {
        return folders(ROUTES).filter(folder -> !Set.of("_templates", "api").contains(name(folder)))
                .map(folder -> dynamicContainer(name(folder), Stream.of(
                        dynamicTest("its contract is valid", () -> contractIsValid(folder)),
                        dynamicTest("it has mappings", () -> hasMappings(folder)),
                        dynamicTest("every command has its route, every route its command", () -> commands(folder)),
                        dynamicTest("every setting is declared and used", () -> settings(folder)),
                        dynamicContainer("routes", files(folder).map(file -> routeIsThin(name(folder), file))))));
    }

    @Test
    void everySystemWithMappingsHasRoutes() {
        assertThat(folders(MAPPINGS).map(ConnectorCatalogTest::name))
                .isNotEmpty().allMatch(system -> Files.isRegularFile(ROUTES.resolve(system).resolve("connector.yaml")));
    }

    @Test
    void everyTemplateIsNamedLikeItsFileAndExplainsItsParameters() {
        for (var file : files(ROUTES.resolve("_templates")).toList()) {
            var template = yaml(file).get(0).path("routeTemplate");

            assertThat(template.path("id").asText() + ".camel.yaml").isEqualTo(name(file));
            assertThat(text(file)).as(name(file)).startsWith("# ");
        }
    }

    private static void contractIsValid(Path folder) {
        var contract = ConnectorFile.read(folder);

        assertThat(contract.silence()).isPositive();
        assertThat(contract.commands().keySet()).allMatch(word -> CodeWord.find(CommandKind.class, word).isPresent());
        contract.settings().forEach((name, setting) -> {
            assertThat(setting.secret() || !SECRET.matcher(name).find()).as(name + " is a secret").isTrue();
            assertThat(setting.secret() && setting.otherwise() != null).as(name + " has no default").isFalse();
            assertThat(setting.required() && setting.otherwise() != null).as(name + ": required or default").isFalse();
            assertThat(HOST.matcher(String.valueOf(setting.otherwise())).find()).as(name).isFalse();
        });
        if (contract.datasource() != null) {
            assertThat(contract.datasource().password()).matches(SETTING);
            assertThat(contract.datasource().url()).matches(SETTING);
        }
    }

    private static void hasMappings(Path folder) {
        assertThat(MAPPINGS.resolve(name(folder))).isDirectory();
        assertThat(list(MAPPINGS.resolve(name(folder))).map(ConnectorCatalogTest::name))
                .anyMatch(file -> file.endsWith(".jslt"));
    }

    private static void commands(Path folder) {
        var routes = files(folder).map(file -> name(file).replace(".camel.yaml", ""))
                .filter(route -> route.endsWith("-out"))
                .toList();

        assertThat(routes).containsExactlyInAnyOrderElementsOf(ConnectorFile.read(folder).commands().keySet().stream()
                .map(kind -> name(folder) + "-" + kind + "-out")
                .toList());
    }

    private static void settings(Path folder) {
        var declared = ConnectorFile.read(folder).settings().keySet().stream()
                .map(setting -> name(folder) + "." + setting)
                .collect(Collectors.toSet());
        var used = list(folder).flatMap(file -> SETTING.matcher(text(file)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(declared);
    }

    private static DynamicContainer routeIsThin(String system, Path file) {
        var route = yaml(file).get(0);
        var body = route.has("templatedRoute") ? route.path("templatedRoute") : route.path("route");
        return dynamicContainer(name(file), Stream.of(
                dynamicTest("says what it is, is short, and named like its file", () -> {
                    assertThat(text(file)).startsWith("# ");
                    assertThat(text(file).lines()).hasSizeLessThanOrEqualTo(LONGEST_ROUTE);
                    assertThat(yaml(file)).hasSize(1);
                    var id = body.has("routeId") ? body.path("routeId") : body.path("id");
                    assertThat(id.asText() + ".camel.yaml").isEqualTo(name(file))
                            .startsWith(system + "-");
                }),
                dynamicTest("uses a template, or ends at a door", () -> usesATemplateOrEndsAtADoor(body)),
                dynamicTest("names mappings that are there", () -> assertThat(mappings(body))
                        .allMatch(new Mappings(MAPPINGS)::exists)),
                dynamicTest("holds no secret and no host", () -> holdsNoSecret(file, body))));
    }

    private static void usesATemplateOrEndsAtADoor(JsonNode route) {
        if (!route.has("routeTemplateRef")) {
            var steps = route.path("from").path("steps");
            assertThat(steps.get(steps.size() - 1).path("bean").path("ref").asText()).isIn(DOORS);
            return;
        }
        var template = yaml(ROUTES.resolve("_templates")
                .resolve(route.path("routeTemplateRef").asText() + ".camel.yaml")).get(0).path("routeTemplate");
        var known = new HashMap<String, Boolean>();
        template.path("parameters").forEach(parameter -> known.put(parameter.path("name").asText(),
                !parameter.has("defaultValue")));
        var given = parameters(route).keySet();

        assertThat(known.keySet()).containsAll(given);
        assertThat(given).containsAll(
                known.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList());
    }

    private static List<String> mappings(JsonNode route) {
        var parameters = parameters(route);
        return Stream.of("mapping", "answer", "target", "readBackRequest")
                .map(name -> parameters.getOrDefault(name, ""))
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static void holdsNoSecret(Path file, JsonNode route) {
        var said = text(file).lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"))
                .replaceAll("xmlns:\\w+=\"[^\"]*\"", "");

        assertThat(HOST.matcher(said).results().map(found -> found.group())).isEmpty();
        var values = new HashMap<>(parameters(route));
        route.path("from").path("parameters").properties()
                .forEach(parameter -> values.put(parameter.getKey(), parameter.getValue().asText()));
        values.getOrDefault("headers", "").lines().filter(line -> line.contains(":")).forEach(
                line -> values.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)));
        values.remove("headers");
        values.forEach((name, value) -> {
            if (SECRET.matcher(name).find()) {
                assertThat(value).as(name).containsPattern(SETTING);
            }
        });
    }

    private static Map<String, String> parameters(JsonNode route) {
        return StreamSupport.stream(route.path("parameters").spliterator(), false).collect(Collectors.toMap(
                parameter -> parameter.path("name").asText(), parameter -> parameter.path("value").asText()));
    }

    private static Stream<Path> folders(Path folder) {
        return list(folder).filter(Files::isDirectory);
    }

    private static Stream<Path> files(Path folder) {
        return list(folder).filter(file -> name(file).endsWith(".camel.yaml"));
    }

    private static Stream<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(file + " is no YAML", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
