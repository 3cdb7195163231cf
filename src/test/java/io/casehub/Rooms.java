package io.casehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Some rooms of the hub on a test's database, without the rooms that are not named. */
public final class Rooms implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;

    private Rooms(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    public static Rooms open(TestDatabase database, Path mappings, String... rooms) {
        return open(database, mappings, more -> {
        }, rooms);
    }

    /** With beans of the test's own. */
    public static Rooms open(TestDatabase database, Path mappings, Consumer<GenericApplicationContext> more,
            String... rooms) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("casehub.mappings", mappings.toString())));
        context.getBeanFactory().registerSingleton("dataSource", database.dataSource()); // closed by nobody here
        context.register(Ground.class);
        context.scan(Stream.of(rooms).map(room -> "io.casehub." + room).toArray(String[]::new));
        more.accept(context);
        context.refresh();
        return new Rooms(context);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What every room stands on. */
    @EnableTransactionManagement
    static class Ground {

        @Bean
        JdbcClient jdbc(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        PlatformTransactionManager transactions(DataSource source) {
            return new DataSourceTransactionManager(source);
        }

        @Bean
        TransactionTemplate transaction(PlatformTransactionManager transactions) {
            return new TransactionTemplate(transactions);
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
