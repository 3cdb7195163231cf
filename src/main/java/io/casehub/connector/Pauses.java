package io.casehub.connector;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of paused connectors. */
@Component
class Pauses {

    private final JdbcClient jdbc;

    Pauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Set<String> all() {
        return jdbc.sql("select system from connector_pause").query(String.class).set();
    }

    void add(String system, String actor) {
        jdbc.sql("insert into connector_pause (system, paused_by) values (?, ?) on conflict do nothing")
                .params(system, actor)
                .update();
    }

    void remove(String system) {
        jdbc.sql("delete from connector_pause where system = ?").param(system).update();
    }
}
