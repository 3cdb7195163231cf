package io.casehub.connector.pull;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Which columns of a query are moments and not a clock's face. Drivers give both as the same type,
 * and the clock of this machine would be read into what the database knows exactly.
 */
final class ZonedColumns {

    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * The labels of such columns, asked of the database once for a query; none where its driver does
     * not tell before it runs.
     */
    Set<String> of(DataSource database, String query) throws SQLException {
        var told = known.get(query);
        if (told == null) {
            told = ask(database, query);
            known.put(query, told);
        }
        return told;
    }

    private static Set<String> ask(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query.replaceAll(":\\?\\w+", "?"))) {
            var columns = statement.getMetaData();
            var zoned = new HashSet<String>();
            for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
                if (isZoned(columns, i)) {
                    zoned.add(columns.getColumnLabel(i));
                }
            }
            return zoned;
        }
    }

    private static boolean isZoned(ResultSetMetaData columns, int column) throws SQLException {
        return columns.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                || columns.getColumnTypeName(column).equalsIgnoreCase("timestamptz");
    }
}
