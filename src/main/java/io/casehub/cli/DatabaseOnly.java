package io.casehub.cli;

import io.casehub.security.ApiKeys;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The hub's database with its migrations, and none of its doors and routes: so a first key can be
 * made before the first start. Not a component: the hub itself must not find it.
 */
@Import(ApiKeys.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class})
final class DatabaseOnly {

    /**
     * Lazy, so that a missing setting is found by us and not by a connection pool; silent, since the
     * command speaks.
     */
    private static final List<String> QUIETLY = List.of("--spring.main.lazy-initialization=true",
            "--spring.main.banner-mode=off", "--logging.threshold.console=OFF");

    /**
     * @throws SettingMissing where no database is set
     */
    static ConfigurableApplicationContext start(List<String> settings) {
        var args = Stream.concat(settings.stream(), QUIETLY.stream()).toArray(String[]::new);
        var context = new SpringApplicationBuilder(DatabaseOnly.class).web(WebApplicationType.NONE).run(args);
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            context.close();
            throw new SettingMissing(SettingMissing.DATABASE);
        }
        return context;
    }
}
