package io.casehub.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/**
 * The rooms that know, on a database of their own: no doors, no routes, and nobody who tells or
 * asks a system. Not a component: the hub itself must not find it.
 */
@ComponentScan({"io.casehub.ingest", "io.casehub.audit", "io.casehub.identity", "io.casehub.cases",
        "io.casehub.outbound.corrections", "io.casehub.view", "io.casehub.rebuild"})
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class})
final class RoomsAlone {

    private static final String DATABASE = "--spring.datasource.url=";

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    /** @param database its JDBC address; who enters it is said by the settings */
    static ConfigurableApplicationContext on(String database, List<String> settings) {
        // a setting that is said twice would have two values
        var all = Stream.concat(
                HubSettings.quietly(settings).stream().filter(setting -> !setting.startsWith(DATABASE)),
                Stream.of(DATABASE + database)).toArray(String[]::new);
        return new SpringApplicationBuilder(RoomsAlone.class).web(WebApplicationType.NONE).run(all);
    }
}
