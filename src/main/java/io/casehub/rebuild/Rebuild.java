package io.casehub.rebuild;

import io.casehub.cases.Recollection;
import io.casehub.ingest.Restoration;
import io.casehub.model.Entity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * The door to a rebuild: everything that another database holds is made again in this one, which is
 * empty, and held against it. The other one is read as it is at one moment, while its hub runs.
 */
@Component
public class Rebuild {

    /** Who they are is known before anything is said to be theirs. */
    private static final List<Entity> ORDER = Stream.of(Entity.values())
            .sorted(Comparator.comparing((Entity entity) -> entity != Entity.CUSTOMER)
                    .thenComparing(entity -> entity == Entity.CASE || entity == Entity.INTERACTION))
            .toList();

    private final DataSource here;
    private final JdbcClient jdbc;
    private final Restoration restoration;
    private final Recollection recollection;
    private final Clock clock;

    Rebuild(DataSource here, JdbcClient jdbc, Restoration restoration, Recollection recollection, Clock clock) {
        this.here = here;
        this.jdbc = jdbc;
        this.restoration = restoration;
        this.recollection = recollection;
        this.clock = clock;
    }

    /**
     * @throws RebuildImpossible where this database is not empty, or one of the two is of another
     * version
     */
    public RebuildReport of(DataSource original) {
        if (jdbc.sql("select exists (select 1 from source_version) or exists (select 1 from customer)")
                .query(Boolean.class).single()) {
            throw new RebuildImpossible("the database to rebuild into is not empty: name a new one");
        }
        var begun = clock.instant();
        try (var from = original.getConnection()) {
            from.setAutoCommit(false);
            from.setReadOnly(true);
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var taken = takeOver(from);
            restoration.readAgain();
            recollection.recollect();
            ORDER.forEach(restoration::tell);
            recollection.tell();
            return new Comparison(JdbcClient.create(new SingleConnectionDataSource(from, true)), jdbc)
                    .report(taken, Duration.between(begun, clock.instant()));
        } catch (SQLException e) {
            throw new RebuildImpossible("the databases could not be read and written: " + e.getMessage());
        }
    }

    private Map<String, Long> takeOver(Connection from) throws SQLException {
        try (var into = here.getConnection()) {
            into.setAutoCommit(false);
            var taken = new Takeover(from, into).all();
            into.commit();
            return taken;
        }
    }
}
