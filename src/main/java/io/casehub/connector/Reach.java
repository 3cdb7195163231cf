package io.casehub.connector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.plan.Plan;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/**
 * What the routes of a connector find under their system's name: how its web API is spoken to, its
 * database, and that once more for what writes there, since what reads cannot.
 */
record Reach(List<HikariDataSource> datasources) implements AutoCloseable {

    /** Ends the name of the pool of what writes. */
    private static final String OUT = "-out";

    static Reach bind(CamelContext camel, String name, ConnectorFile file, List<Plan> plans, Mappings mappings) {
        camel.getRegistry().bind(name + "-http",
                HttpAccess.of(name, file.http(), camel::resolvePropertyPlaceholders, mappings));
        var datasources = new ArrayList<HikariDataSource>();
        if (file.datasource() != null) {
            datasources.add(datasource(camel, name, file.datasource(), true));
            if (plans.stream().anyMatch(plan -> plan.template().equals("push-jdbc"))) {
                datasources.add(datasource(camel, name + OUT, file.datasource(), false));
            }
        }
        datasources.forEach(pool -> camel.getRegistry().bind(pool.getPoolName(), DataSource.class, pool));
        return new Reach(datasources);
    }

    @Override
    public void close() {
        datasources.forEach(HikariDataSource::close);
    }

    private static HikariDataSource datasource(CamelContext camel, String name, ConnectorFile.Datasource settings,
            boolean isReadOnly) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(camel.resolvePropertyPlaceholders(settings.url()));
        config.setUsername(camel.resolvePropertyPlaceholders(settings.username()));
        config.setPassword(camel.resolvePropertyPlaceholders(settings.password()));
        config.setMaximumPoolSize(4); // its own reading, and those that somebody waits for
        config.setMinimumIdle(0);
        config.setReadOnly(isReadOnly);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1); // a system that is down now is a system that comes later
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new FileBroken("no driver takes a url that begins with " + kind(config.getJdbcUrl())
                    + ": put the driver's jar into drivers/, where the hub is started, and start it again");
        }
    }

    /** What a JDBC URL begins with; behind it a password may stand. */
    private static String kind(String url) {
        return url.replaceFirst("^(\\w+:\\w*:?).*", "$1");
    }
}
