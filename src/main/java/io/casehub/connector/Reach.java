package io.casehub.connector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casehub.connector.http.HttpAccess;
import io.casehub.mapping.Mappings;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * What the routes of a connector find under their system's name: how its web API is spoken to, its
 * database.
 */
record Reach(@Nullable HikariDataSource datasource) implements AutoCloseable {

    static Reach bind(CamelContext camel, String name, ConnectorFile file, Mappings mappings) {
        camel.getRegistry().bind(name + "-http",
                HttpAccess.of(name, file.http(), camel::resolvePropertyPlaceholders, mappings));
        if (file.datasource() == null) {
            return new Reach(null);
        }
        var datasource = datasource(camel, name, file.datasource());
        camel.getRegistry().bind(name, DataSource.class, datasource);
        return new Reach(datasource);
    }

    @Override
    public void close() {
        if (datasource != null) {
            datasource.close();
        }
    }

    private static HikariDataSource datasource(CamelContext camel, String name, ConnectorFile.Datasource settings) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(camel.resolvePropertyPlaceholders(settings.url()));
        config.setUsername(camel.resolvePropertyPlaceholders(settings.username()));
        config.setPassword(camel.resolvePropertyPlaceholders(settings.password()));
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1); // a system that is down now is a system that comes later
        return new HikariDataSource(config);
    }
}
