package io.casehub.api;

import io.casehub.TestDatabase;
import io.casehub.ingest.Ingest;
import io.casehub.mapping.Mappings;
import io.casehub.security.ApiKeys;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
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
        "casehub.routes=src/test/resources/io/casehub/api/routes",
        // the server of the tests ends with the JVM, at times before the hub does
        "spring.datasource.hikari.connection-timeout=1000", "spring.lifecycle.timeout-per-shutdown-phase=3s",
        "camel.main.routes-include-pattern=file:routes/_templates/operation.camel.yaml,file:routes/api/*.yaml"})
@Import(RunningHub.Services.class)
@interface RunningHub {

    /** A database of the hub's own, and somebody who calls it. */
    @TestConfiguration
    class Services {

        private static final TestDatabase DATABASE = TestDatabase.fresh();

        /** The mappings are copies: a test may break one. */
        @Bean
        DynamicPropertyRegistrar surroundings() throws IOException {
            var mappings = Files.createTempDirectory("casehub-mappings");
            FileSystemUtils.copyRecursively(Path.of("src/test/resources/io/casehub/api/mappings"), mappings);
            return settings -> {
                DATABASE.into(settings);
                settings.add("casehub.mappings", mappings::toString);
            };
        }

        @Bean
        Desk desk(ApiKeys keys, Ingest ingest, Mappings mappings, Environment environment) {
            return new Desk(keys, ingest, mappings, environment);
        }
    }
}
