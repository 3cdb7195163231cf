package io.casehub.ingest;

import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A room below ingest that cannot take some records. */
class Picky {

    final Set<String> refused = new HashSet<>();
    final List<SourceRef> taken = new ArrayList<>();
    boolean isCutOff;
    int cutOffBehind = Integer.MAX_VALUE;

    private final JdbcClient jdbc;

    Picky(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(PageStored page) {
        if (isCutOff || taken.size() >= cutOffBehind) {
            throw new DataAccessResourceFailureException("the database went away");
        }
        for (var stored : page.records()) {
            jdbc.sql("insert into customer (id) values (?)").param(UUID.randomUUID()).update();
            if (refused.contains(stored.source().key())) {
                throw new IllegalStateException("does not like " + stored.source().key());
            }
        }
        page.records().forEach(stored -> taken.add(stored.source()));
    }
}
