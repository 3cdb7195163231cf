package io.casehub;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

/** The house holds: rooms use only rooms above them, and nothing grows out of its frame. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/io/casehub");
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_METHOD = 30;

    /** Which rooms each room may use, in dependency order: the table of docs/architecture.md. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            Map.entry("model", List.of()),
            Map.entry("mapping", List.of("model")),
            Map.entry("audit", List.of("model")),
            Map.entry("security", List.of("model", "audit")),
            Map.entry("ingest", List.of("model", "mapping", "audit")),
            Map.entry("identity", List.of("model", "mapping", "ingest", "audit")),
            Map.entry("cases", List.of("model", "mapping", "ingest", "identity", "audit")),
            Map.entry("intake", List.of("model", "mapping", "ingest", "identity", "cases", "audit")),
            Map.entry("outbound", List.of("model", "mapping", "ingest", "identity", "cases", "intake", "audit")),
            Map.entry("view", List.of("model", "mapping", "audit", "ingest", "identity", "cases", "outbound")),
            Map.entry("rebuild", List.of("model", "mapping", "ingest", "cases", "outbound", "view")),
            Map.entry("events", List.of("model", "mapping", "identity", "cases", "view", "outbound", "audit")),
            Map.entry("connector", List.of("model", "mapping", "ingest", "intake", "outbound")),
            Map.entry("api", List.of("model", "mapping", "audit", "security", "ingest", "identity", "cases", "intake",
                    "outbound", "view", "events", "connector")),
            Map.entry("cli", List.of("model", "mapping", "audit", "security", "ingest", "identity", "cases", "intake",
                    "outbound", "view", "events", "connector", "api", "rebuild")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.casehub");
    private static final ApplicationModules MODULES = ApplicationModules.of(Casehub.class);

    @Test
    void roomsUseEachOtherOnlyThroughWhatTheyOffer() {
        MODULES.verify();
    }

    @TestFactory
    Stream<DynamicTest> aRoomUsesOnlyItsRooms() {
        return ROOMS.entrySet().stream().map(room -> DynamicTest.dynamicTest(room.getKey(), () -> {
            var others = ROOMS.keySet().stream()
                    .filter(other -> !other.equals(room.getKey()) && !room.getValue().contains(other))
                    .map(other -> "io.casehub." + other + "..")
                    .toArray(String[]::new);
            holds(noClasses().that().resideInAPackage("io.casehub." + room.getKey() + "..").should()
                    .dependOnClassesThat().resideInAnyPackage(others));
        }));
    }

    @Test
    void everyFolderIsARoom() throws IOException {
        try (var folders = Files.list(SOURCES)) {
            assertThat(folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString()))
                    .allMatch(ROOMS::containsKey);
        }
    }

    @Test
    void theModelKnowsOnlyTheJdk() {
        holds(classes().that().resideInAPackage("io.casehub.model..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("io.casehub.model..", "java..", "org.jspecify.annotations"));
    }

    @Test
    void camelLivesInTheConnectorRoom() {
        holds(noClasses().that(not(resideInAnyPackage("io.casehub.connector.."))).should().dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @Test
    void roomsThatOnlyAnswerSpeakNoSql() {
        holds(noClasses().that().resideInAnyPackage("io.casehub.api..", "io.casehub.cli..", "io.casehub.mapping..")
                .should().dependOnClassesThat().resideInAnyPackage("java.sql..", "org.springframework.jdbc.."));
    }

    @Test
    void mappingKnowsNoNetworkAndNoFramework() {
        holds(noClasses().that().resideInAPackage("io.casehub.mapping..").should().dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.net..", "java.net.http.."));
    }

    @Test
    void noNameSaysNothing() {
        holds(noClasses().that().areTopLevelClasses().should()
                .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)$"));
    }

    @Test
    void packagesHaveNoCycles() {
        holds(SlicesRuleDefinition.slices().matching("io.casehub.(**)").should().beFreeOfCycles());
    }

    @Test
    void nothingIsTooLong() throws IOException {
        try (var all = Files.walk(SOURCES)) {
            var files = all.filter(file -> file.toString().endsWith(".java")).toList();

            assertThat(files.stream().filter(file -> lines(file) > LONGEST_FILE)).isEmpty();
            assertThat(MethodLengths.over(LONGEST_METHOD, files)).isEmpty();
        }
    }

    /**
     * The drawing of the rooms is part of the documentation: whoever changes the rooms commits it anew.
     */
    @Test
    void theDrawingInTheDocumentsIsTrue() throws IOException {
        var folder = Path.of("docs/generated");
        var drawn = Path.of("target/drawn");
        new Documenter(MODULES, Options.defaults().withOutputFolder(drawn.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramOptions.DiagramStyle.UML));
        var file = drawn.resolve("components.puml");
        if (Files.notExists(folder.resolve("components.puml"))) {
            Files.createDirectories(folder);
            Files.copy(file, folder.resolve("components.puml"));
        }

        assertThat(sorted(folder.resolve("components.puml")))
                .as("the rooms changed: copy target/drawn/components.puml to docs/generated/ and commit it")
                .isEqualTo(sorted(file));
    }

    private void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    /** The drawing's lines in any order: the Documenter's is not always the same. */
    private static List<String> sorted(Path drawing) throws IOException {
        return Files.readAllLines(drawing).stream().sorted().toList();
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
