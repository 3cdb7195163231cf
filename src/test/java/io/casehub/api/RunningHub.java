package io.casehub.api;

import io.casehub.TestDatabase;
import io.casehub.connector.FakeSystem;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Sweeps;
import io.casehub.mapping.Mappings;
import io.casehub.security.ApiKeys;
import io.casehub.security.CustomerTokens;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.util.FileSystemUtils;

/** A test with a whole hub: its mappings are {@code .}, so records come in as canonical words. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        // the server of the tests ends with the JVM, at times before the hub does
        "spring.datasource.hikari.connection-timeout=1000", "spring.lifecycle.timeout-per-shutdown-phase=3s",
        // a test that breaks a mapping for a moment, or says where a system is, shall not have its
        // connector started anew
        "casehub.watch-every=1h", "casehub.documents.largest=1MB", "casehub.documents.largest-request=3MB",
        // receivers of webhooks are within, and few
        "casehub.events.webhooks.private-allowed=true", "casehub.events.webhooks.most=10", "casehub.http.max-mail=1MB",
        // every answer goes the long way: what the contract says is so with it, too
        "casehub.reads.record=true"})
@Import(RunningHub.Services.class)
@ResourceLock("the hub that these tests have in common")
@interface RunningHub {

    /** A database of the hub's own, and somebody who calls it. */
    @TestConfiguration
    class Services {

        private static final TestDatabase DATABASE = TestDatabase.fresh();

        /** The routes of the API with a connector that calls nobody, and mappings that a test may break. */
        @Bean
        DynamicPropertyRegistrar surroundings(FakeSystem files) throws IOException {
            var folder = Files.createTempDirectory("casehub");
            FileSystemUtils.copyRecursively(Path.of("src/test/resources/io/casehub/api"), folder);
            for (var shared : List.of("_templates", "api")) {
                FileSystemUtils.copyRecursively(Path.of("routes", shared), folder.resolve("routes").resolve(shared));
            }
            for (var own : List.of("api", "email")) {
                FileSystemUtils.copyRecursively(Path.of("mappings", own), folder.resolve("mappings").resolve(own));
            }
            for (var rules : List.of("case-links.yaml", "case-status.yaml", "signals.yaml")) {
                Files.copy(Path.of("mappings", rules), folder.resolve("mappings").resolve(rules));
            }
            return settings -> {
                DATABASE.into(settings);
                settings.add("casehub.mappings", folder.resolve("mappings")::toString);
                settings.add("crm.hook-secret", () -> "s3cret");
                settings.add("crm.files", files::url);
                settings.add("casehub.documents.folder", folder.resolve("documents")::toString);
                settings.add("casehub.documents.most-per-case", () -> "3");
                settings.add("casehub.routes", folder.resolve("routes")::toString);
            };
        }

        /** Where the crm keeps its documents. */
        @Bean
        FakeSystem files() {
            return new FakeSystem();
        }

        @Bean
        Desk desk(ApiKeys keys, Ingest ingest, Mappings mappings, Environment environment, Sweeps sweeps) {
            return new Desk(keys, ingest, mappings, environment, sweeps);
        }

        @Bean
        Acquaintances acquaintances(Desk desk) {
            return new Acquaintances(desk);
        }

        @Bean
        Guests guests(CustomerTokens tokens, ApiKeys keys) {
            return new Guests(DATABASE.jdbc(), tokens, keys);
        }
    }
}
