package io.casehub.api;

import io.casehub.TestDatabase;
import io.casehub.ingest.Ingest;
import io.casehub.security.ApiKeys;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A test with a whole hub: its mappings are {@code .}, so records come in as canonical words. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "casehub.mappings=src/test/resources/io/casehub/api/mappings",
        "casehub.routes=src/test/resources/io/casehub/api/routes",
        "camel.main.routes-include-pattern=file:routes/_templates/operation.camel.yaml,file:routes/api/*.yaml"})
@Import(RunningHub.Services.class)
@interface RunningHub {

    /** A database of the hub's own, and somebody who calls it. */
    @TestConfiguration
    class Services {

        private static final TestDatabase DATABASE = TestDatabase.fresh();

        @Bean
        DynamicPropertyRegistrar database() {
            return DATABASE::into;
        }

        @Bean
        Desk desk(ApiKeys keys, Ingest ingest, Environment environment) {
            return new Desk(keys, ingest, environment);
        }
    }
}
