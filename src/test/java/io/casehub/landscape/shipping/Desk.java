package io.casehub.landscape.shipping;

import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Carries out commands. One that comes again is answered again, and nothing else happens. */
final class Desk {

    private final Depot depot;
    private final Journal journal;
    private final Runnable published;

    Desk(Depot depot, Journal journal, Runnable published) {
        this.depot = depot;
        this.journal = journal;
        this.published = published;
    }

    void take(Command command, int partition, long next) {
        depot.store.write(sql -> {
            depot.readUntil(sql, partition, next);
            if (command.commandId() == null) {
                journal.asked("command", "?", "unreadable", command);
                return false;
            }
            answer(sql, command, command.commandId());
            return true;
        });
        published.run();
    }

    private void answer(Sql sql, Command command, String id) throws SQLException {
        var before = sql.first("select reply from command where id = ?", row -> row.getString(1), id);
        var reply = before.isPresent() ? Json.CAMEL.read(before.get(), Reply.class) : carryOut(sql, command, id);
        if (before.isEmpty())
            sql.update("insert into command values (?, ?)", id, Json.CAMEL.text(reply));
        depot.publish(sql, Topics.REPLIES, id, reply);
        var outcome = before.isPresent() ? "repeated" : reply.accepted() ? "accepted" : String.valueOf(reply.reason());
        journal.asked("command", String.valueOf(command.inquiryId()), outcome, command);
    }

    private Reply carryOut(Sql sql, Command command, String id) throws SQLException {
        var found = command.inquiryId() == null ? null : depot.inquiries.get(sql, command.inquiryId()).orElse(null);
        if (found == null)
            return Reply.rejected(id, command.inquiryId(), "unknown-inquiry", 0);
        var fault = command.fault();
        if (fault != null)
            return Reply.rejected(id, found.inquiryId(), fault, found.seq());
        var status = command.status() == null || "add-note".equals(command.type()) ? found.status() : command.status();
        var after = found.next(status, command.text() == null ? found.text() : command.text(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS), id);
        depot.keep(sql, after);
        journal.changed("api", "inquiry", after.inquiryId(), found, after);
        return new Reply(id, after.inquiryId(), "accepted", null, after.seq());
    }
}
