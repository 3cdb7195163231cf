package io.casehub.landscape.billing;

import io.casehub.landscape.billing.Entry.Quarrel;
import io.casehub.landscape.billing.Soap.Fault;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Changes to disputes. A request that comes twice with the same id has its effect once. */
final class Disputes {

    private final Ledger ledger;
    private final Journal journal;

    /** How a request ended. */
    record Settled(String outcome, @Nullable Quarrel dispute, @Nullable Fault fault) {

        Quarrel orFault() throws Fault {
            if (fault != null)
                throw fault;
            if (dispute == null)
                throw new IllegalStateException("neither dispute nor fault");
            return dispute;
        }

        private static Settled refused(String code, String message, @Nullable Quarrel current) {
            return new Settled(code, null, new Fault(code, message, current));
        }
    }

    Disputes(Ledger ledger, Journal journal) {
        this.ledger = ledger;
        this.journal = journal;
    }

    /**
     * @param expected the revision the caller has read, or nothing to change whatever is there
     */
    Settled setStatus(String no, String status, String requestId, @Nullable Integer expected, String by) {
        return once(no, requestId, by, expected, (before, at) -> {
            if (!Quarrel.STATUSES.contains(status))
                return null;
            return before.status().equals(status) ? before : before.withStatus(status, at);
        });
    }

    Settled addNote(String no, String text, String requestId, String by) {
        return once(no, requestId, by, null, (before, at) -> before.withNote(text, at));
    }

    private Settled once(String no, String requestId, String by, @Nullable Integer expected,
            BiFunction<Quarrel, Instant, @Nullable Quarrel> change) {
        return ledger.store.write(sql -> {
            var before = ledger.disputes.get(sql, no).orElse(null);
            if (before == null)
                return Settled.refused("UNKNOWN_DISPUTE", "there is no dispute " + no, null);
            if (isKnown(sql, requestId))
                return new Settled("repeated", before, null);
            if (expected != null && expected != before.revision()) {
                return Settled.refused("STALE_REVISION", "the dispute has revision " + before.revision(), before);
            }
            var after = change.apply(before, ledger.ticks.next());
            if (after == null)
                return Settled.refused("INVALID_STATUS", "no such status", before);
            sql.update("insert into request values (?, ?)", requestId, no);
            if (after.equals(before))
                return new Settled("unchanged", before, null);
            ledger.disputes.put(sql, no, after.changedAt(), after);
            journal.changed(by, "dispute", no, before, after);
            return new Settled("done", after, null);
        });
    }

    private static boolean isKnown(Sql sql, String requestId) throws SQLException {
        return sql.first("select id from request where id = ?", row -> row.getString(1), requestId).isPresent();
    }
}
