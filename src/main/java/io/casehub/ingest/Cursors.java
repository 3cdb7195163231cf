package io.casehub.ingest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far each route has read. A cursor moves only together with the page it stands behind. */
@Component
public class Cursors {

    private final JdbcClient jdbc;

    Cursors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The position behind the last page that landed; empty where the route has yet to begin. */
    public Optional<String> read(String route) {
        return jdbc.sql("select cursor from reading where route = ? and cursor is not null")
                .param(route)
                .query(String.class)
                .optional();
    }

    /** Lets a route begin again from the start. What it brings once more is found unchanged. */
    public void reset(String route) {
        jdbc.sql("update reading set cursor = null where route = ?").param(route).update();
    }

    /**
     * Lets a route go on from another place than where it stands, back or forward.
     *
     * @param cursor {@code null} for the start
     * @return where it stood
     */
    @Transactional
    public Optional<String> set(String system, String route, @Nullable String cursor) {
        var before = Optional.ofNullable(lock(route, system));
        jdbc.sql("update reading set cursor = ? where route = ?").params(cursor, route).update();
        return before;
    }

    /**
     * The same as {@link #read}, holding the row so that no other page of this route can land
     * meanwhile.
     */
    @Nullable
    String lock(String route, String system) {
        jdbc.sql("insert into reading (route, system) values (?, ?) on conflict do nothing")
                .param(route)
                .param(system)
                .update();
        return jdbc.sql("select cursor from reading where route = ? for update")
                .param(route)
                .query((row, number) -> Optional.ofNullable(row.getString("cursor")))
                .single()
                .orElse(null);
    }

    void move(String route, @Nullable String cursor, Receipt.Landed page) {
        jdbc.sql("""
                update reading
                set pace = pace * exp(-least(coalesce(extract(epoch from now() - moved_at) / 120, 0), 100)) + ? / 120.0,
                    cursor = coalesce(?, cursor), moved_at = now(), received = received + ?, applied = applied + ?,
                    unchanged = unchanged + ?, superseded = superseded + ?, parked = parked + ?
                where route = ?
                """)
                .params(page.received(), cursor, page.received(), page.applied(), page.unchanged(), page.superseded(),
                        page.parked(),
                        route)
                .update();
    }
}
