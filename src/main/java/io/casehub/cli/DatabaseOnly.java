package io.casehub.cli;

import io.casehub.audit.AuditTrail;
import io.casehub.ingest.HistoryDiff;
import io.casehub.ingest.Remapping;
import io.casehub.mapping.Mappings;
import io.casehub.rebuild.Parcels;
import io.casehub.security.ApiKeys;
import java.util.List;
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
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The hub's database with its migrations, and none of its doors and routes: so a first key can be
 * made before the first start, and stored records be looked at without a hub. Not a component: the
 * hub itself must not find it.
 */
@Import({ApiKeys.class, HistoryDiff.class, Remapping.class, Parcels.class})
@ComponentScan(basePackageClasses = AuditTrail.class)
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class, FlywayAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class})
final class DatabaseOnly {

    @Bean
    Mappings mappings(Environment environment) {
        return new Mappings(HubSettings.folder(environment, "mappings"));
    }

    /**
     * @throws SettingMissing where no database is set
     */
    static ConfigurableApplicationContext start(List<String> settings) {
        var context = new SpringApplicationBuilder(DatabaseOnly.class).web(WebApplicationType.NONE)
                .run(HubSettings.quietly(settings).toArray(String[]::new));
        if (context.getEnvironment().getProperty("spring.datasource.url", "").isBlank()) {
            context.close();
            throw new SettingMissing(SettingMissing.DATABASE);
        }
        return context;
    }
}
