package io.casehub;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A PostgreSQL database of its own for a test class, with every migration applied:
 * {@code static final TestDatabase
 * database = TestDatabase.fresh()}. One server runs per JVM and ends with it; migrations run once,
 * and each database is a copy of the result.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "casehub_migrated";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final ThreadLocal<TestDatabase> OF_THREAD = ThreadLocal.withInitial(TestDatabase::fresh);

    private final String url;
    private final DataSource dataSource;

    private TestDatabase(String url) {
        this.url = url;
        this.dataSource = pool(url);
    }

    public static TestDatabase fresh() {
        var name = "casehub_" + COUNT.incrementAndGet();
        create(name, TEMPLATE);
        return new TestDatabase(Server.RUNNING.getJdbcUrl("postgres", name));
    }

    /** The database of tests that run in this thread, one after the other, emptied for the next one. */
    public static TestDatabase cleared() {
        return OF_THREAD.get().emptied();
    }

    /**
     * On a server of its own that keeps what it has acknowledged, as one in production does: for
     * measuring.
     */
    public static TestDatabase durable() {
        try {
            var server = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "1GB").setServerConfig("max_wal_size", "4GB") // docs/operations.md
                    .setServerConfig("random_page_cost", "1.1") // as the hub's connections say
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements").start();
            Flyway.configure().dataSource(server.getPostgresDatabase()).load().migrate();
            return new TestDatabase(server.getJdbcUrl("postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * This database with nothing in it but what migrations put there: much quicker than another one.
     */
    public TestDatabase emptied() {
        transaction().executeWithoutResult(status -> {
            // the audit trail refuses to be emptied otherwise
            jdbc().sql("set local session_replication_role = replica").update();
            var filled = filledTables();
            if (!filled.isEmpty()) {
                jdbc().sql("truncate " + String.join(", ", filled) + " restart identity cascade").update();
            }
        });
        return this;
    }

    /** Looking is much quicker than to empty what is empty. */
    private List<String> filledTables() {
        var looks = jdbc().sql("""
                select string_agg(format('select %1$L where exists (select from %1$I)', tablename), ' union all ')
                from pg_tables
                where schemaname = 'public'
                  and tablename not in ('flyway_schema_history', 'intake_key', 'event_counter')
                """).query(String.class).single();
        return jdbc().sql(looks).query(String.class).list();
    }

    public String url() {
        return url;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transaction() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** For the {@code @DynamicPropertySource} of a test that starts a Spring context. */
    public void into(DynamicPropertyRegistry settings) {
        settings.add("spring.datasource.url", this::url);
        // at the end of the JVM the server may be gone first: nobody shall wait for it then
        settings.add("spring.datasource.hikari.connection-timeout", () -> "1000");
        settings.add("spring.lifecycle.timeout-per-shutdown-phase", () -> "3s");
    }

    private static void create(String name, String template) {
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
    }

    /** Gives idle connections back soon: every test class has a pool, and all share one server. */
    private static DataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return pool;
    }

    /** Started by the first test that needs it; it stops itself when the JVM ends. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create database " + TEMPLATE);
                }
                Flyway.configure().dataSource(server.getDatabase("postgres", TEMPLATE)).load().migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the test server has no template", e);
            }
        }
    }
}
