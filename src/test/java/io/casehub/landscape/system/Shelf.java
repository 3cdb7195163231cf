package io.casehub.landscape.system;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** One kind of thing in a {@link Store}: found by key, and paged in the order of change. */
public final class Shelf<K, T> {

    private final String table;
    private final Class<T> type;

    /** A thing with its key and the time of its last change. */
    public record Item<K, T>(K key, Instant changed, T value) {}

    /**
     * @param sqlKey the SQL type of the key, which decides how keys are ordered
     */
    public Shelf(Store store, String table, String sqlKey, Class<T> type) {
        this.table = table;
        this.type = type;
        store.define("""
                create table if not exists %1$s (k %2$s primary key, changed bigint not null, body varchar not null);
                create index if not exists %1$s_changed on %1$s (changed, k)""".formatted(table, sqlKey));
    }

    public void put(Sql sql, K key, Instant changed, T value) throws SQLException {
        sql.update("merge into " + table + " key (k) values (?, ?, ?)", key, changed.toEpochMilli(),
                Json.CAMEL.text(value));
    }

    public void putAll(Sql sql, Stream<Item<K, T>> items) throws SQLException {
        sql.batch("insert into " + table + " values (?, ?, ?)", items.map(
                item -> new @Nullable Object[]{item.key(), item.changed().toEpochMilli(),
                        Json.CAMEL.text(item.value())}));
    }

    public Optional<T> get(Sql sql, K key) throws SQLException {
        return sql.first("select body from " + table + " where k = ?", row -> value(row.getString(1)), key);
    }

    /**
     * The things strictly after the pair, in its order. Without a key those of the same instant are
     * included; without an instant all are.
     */
    public List<T> after(Sql sql, @Nullable Instant changed, @Nullable K key, int limit) throws SQLException {
        var since = changed == null ? Long.MIN_VALUE : changed.toEpochMilli();
        var where = key == null ? "changed >= ?" : "changed >= ? and (changed > ? or k > ?)";
        var values = key == null ? new Object[]{since, limit} : new Object[]{since, since, key, limit};
        return sql.list("select body from " + table + " where " + where + " order by changed, k limit ?",
                row -> value(row.getString(1)), values);
    }

    /** Those of one owner, the last changed first. */
    public List<T> of(Sql sql, String field, Object owner, int limit) throws SQLException {
        return sql.list(
                "select body from " + table + " where locate(?, body) > 0 order by changed desc, k desc limit ?",
                row -> value(row.getString(1)), "\"" + field + "\":" + Json.CAMEL.text(owner) + ",", limit);
    }

    /** A window of things in the order of their keys, for those who choose one by chance. */
    public List<T> some(Sql sql, long skip, int limit) throws SQLException {
        return sql.list("select body from " + table + " order by k offset ? rows fetch next ? rows only",
                row -> value(row.getString(1)), skip, limit);
    }

    /** The latest changed, newest first. */
    public List<T> latest(Sql sql, int limit) throws SQLException {
        return sql.list("select body from " + table + " order by changed desc, k desc limit ?",
                row -> value(row.getString(1)), limit);
    }

    public Optional<String> highestKey(Sql sql) throws SQLException {
        return sql.first("select k from " + table + " order by k desc limit 1", row -> row.getString(1));
    }

    public Instant lastChange(Sql sql) throws SQLException {
        return Instant.ofEpochMilli(
                sql.list("select coalesce(max(changed), 0) from " + table, row -> row.getLong(1)).getFirst());
    }

    public long count(Sql sql) throws SQLException {
        return sql.count(table);
    }

    private T value(String body) {
        return Json.CAMEL.read(body, type);
    }
}
