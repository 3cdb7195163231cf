package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.security.Role;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A typed client is made of the contract, compiled, and works with the running hub. */
@RunningHub
class ClientIT {

    private static final Path FRONT_END = Path.of("src/test/resources/client/FrontEnd.java");

    @TempDir
    Path folder;

    private final Desk desk;
    private final String url;

    ClientIT(@Autowired Desk desk, @Autowired Environment environment) {
        this.desk = desk;
        this.url = "http://localhost:" + environment.getProperty("local.server.port");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aClientMadeOfTheContractSpeaksWithTheHub() throws Exception {
        desk.told("customer", """
                {"source": {"key": "n1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Emmy Noether",
                 "contacts": [{"type": "email", "value": "emmy@example.org"}]}""");
        desk.told("invoice", """
                {"source": {"key": "ni1"}, "customer": {"key": "n1"}, "number": "N-1", "status": "open",
                 "issuedOn": "2026-01-04", "total": {"amount": "129.90", "currency": "EUR"}}""");

        generate();
        compile();
        try (var loader = new URLClassLoader(new URL[]{folder.resolve("classes").toUri().toURL()},
                getClass().getClassLoader())) {
            var frontEnd = (BiFunction<String, String, List<String>>) loader.loadClass("client.FrontEnd")
                    .getConstructor().newInstance();

            assertThat(frontEnd.apply(url, desk.key(Role.AGENT))).containsExactly("Emmy Noether owes 129.90 EUR",
                    "true",
                    "resolved", "/problems/stale-case");
        }
    }

    private void generate() {
        var settings = new CodegenConfigurator().setGeneratorName("java").setLibrary("restclient")
                .setInputSpec("openapi.yaml").setOutputDir(folder.resolve("client").toString())
                .setInvokerPackage("client").setApiPackage("client.api").setModelPackage("client.model")
                .setAdditionalProperties(Map.of("useJakartaEe", "true", "openApiNullable", "false"))
                .setGlobalProperties(Map.of("apis", "", "models", "", "supportingFiles", "", "apiTests", "false",
                        "modelTests", "false", "apiDocs", "false", "modelDocs", "false"));
        new DefaultGenerator().opts(settings.toClientOptInput()).generate();
    }

    private void compile() throws IOException {
        var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        var faults = new DiagnosticCollector<JavaFileObject>();
        var classes = Files.createDirectories(folder.resolve("classes"));
        try (var files = compiler.getStandardFileManager(faults, null, null);
                var made = Files.walk(folder.resolve("client/src/main/java"))) {
            var sources = new ArrayList<>(made.filter(file -> file.toString().endsWith(".java")).toList());
            sources.add(FRONT_END);
            compiler.getTask(null, files, faults, List.of("-d", classes.toString(), "-proc:none", "-nowarn",
                    "-classpath", System.getProperty("java.class.path")), null,
                    files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertThat(faults.getDiagnostics()).filteredOn(fault -> fault.getKind() == Diagnostic.Kind.ERROR).isEmpty();
    }
}
