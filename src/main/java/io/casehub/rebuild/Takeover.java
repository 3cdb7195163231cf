package io.casehub.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/**
 * Takes rows over from one database into another of the same migrations: all tables but those that
 * are made anew, and those that only say which node does what just now. So a table that some room
 * gets tomorrow is taken over without anybody's thinking of it here.
 */
final class Takeover {

    /** What follows from the rest, and is made anew by the rooms that own it. */
    static final Set<String> MADE_ANEW = Set.of("member", "profile_change", "member_spelling", "match_key", "block",
            "bought", "claim", "placed_order",
            "view_item", "customer_view");

    private static final Set<String> OF_NODES = Set.of("flyway_schema_history", "connector_lease",
            "outbound_breaker");

    private final Connection from;
    private final Connection into;

    Takeover(Connection from, Connection into) {
        this.from = from;
        this.into = into;
    }

    /**
     * @return the number of rows by table
     * @throws RebuildImpossible where the two have not the same tables
     */
    Map<String, Long> all() throws SQLException {
        var taken = new TreeMap<String, Long>();
        var there = columns(from);
        if (!there.equals(columns(into))) {
            throw new RebuildImpossible(
                    "the tables are others there: both databases are to be of this version of the hub");
        }
        for (var table : inOrder(there.keySet())) {
            if (!MADE_ANEW.contains(table) && !OF_NODES.contains(table)) {
                taken.put(table, rows(table, there.getOrDefault(table, List.of())));
            }
        }
        people();
        sequences();
        return taken;
    }

    /**
     * Which ids were given out to whom, and nothing of what is known of them: everybody is a customer
     * of his own.
     */
    private void people() throws SQLException {
        copy("copy (select id, system, key, own_id, own_id, false, false, '{}'::bigint[] from member) to stdout",
                "copy member (id, system, key, customer_id, own_id, seen, thin, keys) from stdin");
        try (var statement = into.createStatement()) {
            statement.execute("update customer set merged_into = null where merged_into is not null");
            statement.execute("select setval('member_id', coalesce((select max(id) from member), 1))");
        }
    }

    private long rows(String table, List<String> columns) throws SQLException {
        try (var statement = into.createStatement()) {
            var filled = statement.executeQuery("select exists (select 1 from \"" + table + "\")");
            if (filled.next() && filled.getBoolean(1)) {
                statement.execute("delete from \"" + table + "\""); // what a migration has put there
            }
        }
        var names = columns.stream().map(column -> '"' + column + '"').collect(Collectors.joining(", "));
        return copy("copy (select " + names + " from \"" + table + "\") to stdout",
                "copy \"" + table + "\" (" + names + ") from stdin");
    }

    private long copy(String outOf, String in) throws SQLException {
        CopyOut out = from.unwrap(PGConnection.class).getCopyAPI().copyOut(outOf);
        CopyIn target = into.unwrap(PGConnection.class).getCopyAPI().copyIn(in);
        try {
            for (var piece = out.readFromCopy(); piece != null; piece = out.readFromCopy()) {
                target.writeToCopy(piece, 0, piece.length);
            }
            return target.endCopy();
        } finally {
            if (target.isActive()) {
                target.cancelCopy();
            }
        }
    }

    /** Numbers that are given out from now on follow those that were. */
    private void sequences() throws SQLException {
        try (var statement = into.createStatement();
                ResultSet identities = statement.executeQuery("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = 'public' and is_identity = 'YES'
                        """)) {
            var settings = new ArrayList<String>();
            while (identities.next()) {
                settings.add("""
                        select setval(pg_get_serial_sequence('"%1$s"', '%2$s'), max("%2$s")) from "%1$s"
                        having max("%2$s") is not null""".formatted(identities.getString(1), identities.getString(2)));
            }
            for (var setting : settings) {
                try (var set = into.createStatement()) {
                    set.execute(setting);
                }
            }
        }
    }

    /** What others refer to comes before them. */
    private List<String> inOrder(Set<String> tables) throws SQLException {
        var needs = new TreeMap<String, Set<String>>();
        try (var statement = into.createStatement();
                ResultSet found = statement.executeQuery("""
                        select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
                        where contype = 'f' and conrelid <> confrelid
                        """)) {
            while (found.next()) {
                needs.computeIfAbsent(found.getString(1), any -> new TreeSet<>()).add(found.getString(2));
            }
        }
        var ordered = new LinkedHashSet<String>();
        while (ordered.size() < tables.size()) {
            tables.stream().filter(table -> ordered.containsAll(needs.getOrDefault(table, Set.of())))
                    .forEach(ordered::add);
        }
        return List.copyOf(ordered);
    }

    /** The tables with the columns that are written. */
    private static Map<String, List<String>> columns(Connection database) throws SQLException {
        var columns = new TreeMap<String, List<String>>();
        try (var statement = database.createStatement();
                ResultSet found = statement.executeQuery("""
                        select c.table_name, c.column_name from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
                        order by c.table_name, c.column_name
                        """)) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString(1), any -> new ArrayList<>()).add(found.getString(2));
            }
        }
        return columns;
    }
}
