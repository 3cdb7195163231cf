package io.casehub.landscape.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A system's own H2 database in a file. What was committed survives a {@code kill -9}. There is one
 * writer at a time, so that what is stamped later is also committed later, and a reader who pages
 * by time misses nothing.
 */
public final class Store implements AutoCloseable {

    static {
        // H2 reads it once, when its first class is loaded; without it a server listens on every network
        System.setProperty("h2.bindAddress", Loopback.HOST);
    }

    private final JdbcConnectionPool pool;
    private final ReentrantLock writer = new ReentrantLock(true);

    /** What is done within one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Sql sql) throws SQLException;
    }

    private Store(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    /** Opens or creates {@code <folder>/<name>.mv.db}. */
    public static Store open(Path folder, String name, String user, String password) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve(name)
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=-1";
        var pool = JdbcConnectionPool.create(url, user, password);
        pool.setMaxConnections(20);
        return new Store(pool);
    }

    /** Creates what is not there yet, from statements separated by semicolons. */
    public void define(String script) {
        write(sql -> {
            for (var statement : script.split(";")) {
                if (!statement.isBlank())
                    sql.update(statement);
            }
            return true;
        });
    }

    /** Does the work if it was never done before in this store, whole or not at all. */
    public boolean once(String deed, Work<?> work) {
        define("create table if not exists deed (name varchar primary key)");
        return write(sql -> {
            if (sql.first("select name from deed where name = ?", row -> row.getString(1), deed).isPresent())
                return false;
            work.in(sql);
            sql.update("insert into deed values (?)", deed);
            return true;
        });
    }

    public <T> T read(Work<T> work) {
        try (var connection = pool.getConnection()) {
            return work.in(new Sql(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public <T> T write(Work<T> work) {
        writer.lock();
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.in(new Sql(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.unlock();
        }
    }

    @Override
    public void close() {
        try (var connection = pool.getConnection(); var statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.dispose();
        }
    }
}
