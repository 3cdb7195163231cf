package io.casehub.landscape.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** SQL within one transaction. */
public final class Sql {

    private static final int BATCH = 500;

    private final Connection connection;

    /** Makes one value of one row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    Sql(Connection connection) {
        this.connection = connection;
    }

    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(sql, values); var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next())
                found.add(row.of(rows));
            return found;
        }
    }

    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return list(sql, row, values).stream().findFirst();
    }

    public long count(String table) throws SQLException {
        return list("select count(*) from " + table, row -> row.getLong(1)).getFirst();
    }

    public int update(String sql, @Nullable Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    public void batch(String sql, Stream<@Nullable Object[]> rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            var waiting = 0;
            for (var iterator = rows.iterator(); iterator.hasNext();) {
                bind(statement, iterator.next());
                statement.addBatch();
                if (++waiting % BATCH == 0)
                    statement.executeBatch();
            }
            statement.executeBatch();
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object[] values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        bind(statement, values);
        return statement;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (var i = 0; i < values.length; i++)
            statement.setObject(i + 1, values[i]);
    }
}
