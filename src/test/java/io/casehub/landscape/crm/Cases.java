package io.casehub.landscape.crm;

import io.casehub.landscape.company.Topic;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Sql;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Changes to cases, with optimistic locking by version. */
final class Cases {

    private final Tables tables;
    private final Journal journal;

    /** A comment that somebody wants to add. */
    record Draft(String text, boolean internal, @Nullable String idempotencyKey) {}

    /** A file that somebody wants to add. */
    record File(String name, String type, @Nullable String idempotencyKey) {}

    Cases(Tables tables, Journal journal) {
        this.tables = tables;
        this.journal = journal;
    }

    /**
     * @param expected the version the caller has read, or nothing to change whatever is there
     */
    Outcome change(int id, @Nullable Integer expected, CaseChange change, String by) {
        return tables.store.write(sql -> {
            var before = tables.cases.get(sql, id).orElse(null);
            if (before == null)
                return new Outcome.Unknown();
            if (expected != null && expected != before.version())
                return new Outcome.Stale(before);
            if (before.saysAlready(change))
                return new Outcome.Done(before, false);
            var after = before.changed(change, tables.ticks.next());
            put(sql, before, after, by);
            return new Outcome.Done(after, true);
        });
    }

    /**
     * Adds a file; the same key a second time adds nothing.
     *
     * @param file its name, its type and its key
     */
    Outcome attach(int id, File file, byte[] bytes, String by) {
        return tables.store.write(sql -> {
            var before = tables.cases.get(sql, id).orElse(null);
            if (before == null)
                return new Outcome.Unknown();
            var same = tables.attachmentWith(sql, id, file.idempotencyKey());
            if (same.isPresent())
                return new Outcome.Attached(same.get(), false);
            var added = tables.addAttachment(sql, id, file, bytes);
            put(sql, before, before.with(added, tables.ticks.next()), by);
            journal.changed(by, "attachment", String.valueOf(added.id()), null, added);
            return new Outcome.Attached(added, true);
        });
    }

    Outcome comment(int id, Draft draft, String by) {
        return tables.store.write(sql -> {
            var before = tables.cases.get(sql, id).orElse(null);
            if (before == null)
                return new Outcome.Unknown();
            var same = tables.commentWith(sql, id, draft.idempotencyKey());
            if (same.isPresent())
                return new Outcome.Commented(same.get(), false);
            var at = tables.ticks.next();
            var comment = tables.addComment(sql, id, by, draft.text(), draft.internal(), draft.idempotencyKey(), at);
            put(sql, before, before.touched(at), by);
            journal.changed(by, "comment", String.valueOf(comment.id()), null, comment);
            return new Outcome.Commented(comment, true);
        });
    }

    SupportCase open(int contact, Topic.Words words, @Nullable String orderRef, String priority, String by) {
        return tables.store.write(sql -> {
            var id = tables.cases.highestKey(sql).map(Integer::parseInt).orElse(1000) + 1;
            var now = tables.ticks.next();
            var opened = new SupportCase(id, "C-" + id, contact, words.subject(), words.text(), "New", priority, null,
                    orderRef, now,
                    now, 1, null);
            tables.cases.put(sql, id, now, opened);
            journal.changed(by, "case", String.valueOf(id), null, opened);
            return opened;
        });
    }

    private void put(Sql sql, SupportCase before, SupportCase after, String by) throws SQLException {
        tables.cases.put(sql, after.id(), after.updatedAt(), after);
        journal.changed(by, "case", String.valueOf(after.id()), before, after);
    }
}
