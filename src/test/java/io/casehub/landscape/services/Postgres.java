package io.casehub.landscape.services;

import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Service;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL, unpacked from a jar, with its data in a folder. Durability is switched on (the
 * library switches it off), passwords are asked for, and a server left behind by a killed process
 * is stopped before the next start.
 */
public final class Postgres implements Service {

    public static final String USER = "casehub";

    private final Path directory;
    private final int port;
    private final String password;
    private @Nullable EmbeddedPostgres server;

    public Postgres(Path folder, int port, String password) {
        this.directory = directory(folder);
        this.port = port;
        this.password = password;
    }

    @Override
    public String name() {
        return "postgres";
    }

    public String url() {
        return "jdbc:postgresql://" + Loopback.HOST + ":" + port + "/" + USER;
    }

    /** Stops what a killed landscape left running on this folder, so that its port is free again. */
    public static void stopOrphan(Path folder) {
        Orphan.in(directory(folder)).ifPresent(Orphan::stop);
    }

    @Override
    public synchronized void start() {
        if (server != null)
            return;
        try {
            var guarded = Files.exists(guard());
            // killed in the middle of its very first start: nobody has stored anything yet
            if (!guarded)
                FileSystemUtils.deleteRecursively(directory);
            Files.createDirectories(directory);
            var started = builder().start();
            server = started;
            if (!guarded)
                prepare(started.getPostgresDatabase());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server == null)
            return;
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server = null;
        }
    }

    /** Kills it with all its processes; what it was told to keep it finds when it is started again. */
    public synchronized void kill() {
        Orphan.in(directory).ifPresent(Orphan::kill);
        stop();
    }

    @Override
    public synchronized boolean running() {
        return server != null;
    }

    @Override
    public void close() {
        stop();
    }

    private EmbeddedPostgres.Builder builder() {
        var log = Redirect.appendTo(directory.resolveSibling("server.log").toFile());
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", Loopback.HOST)
                .setConnectConfig("password", password);
    }

    /** The first start trusts everybody on the loopback address; from here on a password is needed. */
    private void prepare(DataSource postgres) throws SQLException, IOException {
        try (var connection = postgres.getConnection(); var statement = connection.createStatement()) {
            if (!statement.executeQuery("select 1 from pg_roles where rolname = '" + USER + "'").next()) {
                statement.execute("create role " + USER + " login");
            }
            if (!statement.executeQuery("select 1 from pg_database where datname = '" + USER + "'").next()) {
                statement.execute("create database " + USER + " owner " + USER);
            }
            for (var role : new String[]{USER, "postgres"}) {
                statement.execute("alter role " + role + " password '" + password + "'");
            }
            Files.writeString(directory.resolve("pg_hba.conf"),
                    "host all all " + Loopback.HOST + "/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
            Files.writeString(guard(), "the roles have passwords and pg_hba.conf asks for them\n");
        }
    }

    private static Path directory(Path folder) {
        return folder.toAbsolutePath().resolve("db");
    }

    private Path guard() {
        return directory.resolveSibling("guarded");
    }
}
