package io.casehub.bench;

import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database server of the benchmark's own, kept in a folder, with settings somebody would give it
 * who has a million customers. It keeps what it has acknowledged.
 */
final class Server implements AutoCloseable {

    static final String PASSWORD = "bench";

    private static final List<String> SETTINGS = List.of("shared_buffers = '1GB'", "max_wal_size = '4GB'",
            "maintenance_work_mem = '512MB'", "wal_level = minimal", "max_wal_senders = 0",
            "shared_preload_libraries = 'pg_stat_statements'");

    private final Path folder;
    private final int port = Loopback.freePort();
    private final Postgres postgres;

    private Server(Path folder) {
        this.folder = folder;
        this.postgres = new Postgres(folder, port, PASSWORD);
    }

    static Server start(Path folder) {
        Postgres.stopOrphan(folder);
        var server = new Server(folder);
        server.postgres.start();
        if (server.set(SETTINGS)) {
            server.postgres.stop();
            server.postgres.start();
        }
        return server;
    }

    long pid() {
        try {
            return Long.parseLong(Files.readAllLines(folder.toAbsolutePath().resolve("db/postmaster.pid")).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + database;
    }

    /** The database, as somebody who may all. */
    JdbcClient jdbc(String database) {
        return JdbcClient.create(new DriverManagerDataSource(url(database), "postgres", PASSWORD));
    }

    boolean has(String database) {
        return jdbc("postgres").sql("select exists (select 1 from pg_database where datname = ?)").param(database)
                .query(Boolean.class).single();
    }

    /**
     * The statements that took the server longest since this was first asked, for whoever looks for the
     * reason.
     */
    List<String> slowest(String database) {
        var jdbc = jdbc(database);
        jdbc.sql("create extension if not exists pg_stat_statements").update();
        return jdbc.sql("""
                select format('%s ms in %s calls, %s rows: %s', total_exec_time::bigint, calls, rows,
                              regexp_replace(query, '[[:space:]]+', ' ', 'g'))
                from pg_stat_statements s join pg_database d on d.oid = s.dbid
                where d.datname = current_database() order by total_exec_time desc limit 40
                """).query(String.class).list();
    }

    /** An empty one, or a copy. */
    void create(String database, String template) {
        jdbc("postgres").sql("create database %s owner %s template %s strategy file_copy".formatted(database,
                Postgres.USER, template)).update();
    }

    void drop(String database) {
        jdbc("postgres").sql("drop database if exists %s with (force)".formatted(database)).update();
    }

    /** @return whether something is to be set that is not yet */
    private boolean set(List<String> settings) {
        var admin = jdbc("postgres");
        boolean isNew = !admin.sql("show shared_buffers").query(String.class).single().equals("1GB");
        if (isNew) {
            settings.forEach(setting -> admin.sql("alter system set " + setting).update());
        }
        return isNew;
    }

    @Override
    public void close() {
        postgres.close();
    }
}
