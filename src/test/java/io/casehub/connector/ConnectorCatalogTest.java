package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.casehub.connector.plan.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Every connector in {@code routes/} holds to the rules, so that a new one needs no Java. */
class ConnectorCatalogTest {

    private static final Path TEMPLATES = Path.of("routes/_templates");

    private final ConfigurableApplicationContext bench = Workbench
            .start(List.of("--spring.main.banner-mode=off", "--logging.threshold.console=OFF"));
    private final ConnectorCheck check = bench.getBean(ConnectorCheck.class);

    @AfterEach
    void closes() {
        bench.close();
    }

    @TestFactory
    Stream<DynamicTest> nothingIsWrongWithAConnector() {
        return check.connectors().stream()
                .map(name -> dynamicTest(name, () -> assertThat(check.findings(name)).isEmpty()));
    }

    @Test
    void everySystemWithMappingsHasRoutes() {
        assertThat(check.connectors()).isNotEmpty();
        assertThat(check.orphans()).isEmpty();
    }

    @Test
    void theApiAndTheTypesOfCasesAreNoSystems(@TempDir Path folder) throws IOException {
        for (var name : List.of("_templates", "api", "cases", "crm")) {
            Files.createDirectory(folder.resolve(name));
        }

        assertThat(Catalog.systems(folder)).containsExactly(folder.resolve("crm"));
        assertThat(check.connectors()).doesNotContain("cases");
    }

    @Test
    void everyTemplateIsNamedLikeItsFileAndExplainsItself() throws IOException {
        for (var id : Template.all(TEMPLATES).keySet()) {
            assertThat(Files.readString(TEMPLATES.resolve(id + ".camel.yaml"))).as(id).startsWith("# ");
        }
    }
}
