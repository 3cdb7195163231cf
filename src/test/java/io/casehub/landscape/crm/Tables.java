package io.casehub.landscape.crm;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Ticket;
import io.casehub.landscape.system.Shelf;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Ticks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the crm holds. All changes get their time from one clock, so no two share one. */
final class Tables {

    final Store store;
    final Shelf<Integer, Contact> contacts;
    final Shelf<Integer, SupportCase> cases;
    final Ticks ticks;

    Tables(Store store) {
        this.store = store;
        this.contacts = new Shelf<>(store, "contact", "int", Contact.class);
        this.cases = new Shelf<>(store, "support_case", "int", SupportCase.class);
        store.define("""
                create table if not exists case_comment (id int auto_increment primary key, case_id int not null,
                    author varchar not null, text varchar not null, internal boolean not null, created bigint not null,
                    idempotency_key varchar, constraint same_key_same_comment unique (case_id, idempotency_key))""");
        store.define("""
                create table if not exists case_attachment (id int auto_increment primary key, case_id int not null,
                    name varchar not null, type varchar not null, size bigint not null, sha256 varchar not null,
                    content blob not null, idempotency_key varchar,
                    constraint same_key_same_file unique (case_id, idempotency_key))""");
        this.ticks = new Ticks(store.read(sql -> {
            var contact = contacts.lastChange(sql);
            var supportCase = cases.lastChange(sql);
            return contact.isAfter(supportCase) ? contact : supportCase;
        }));
    }

    boolean seed(Company company) {
        return store.once("seed", sql -> {
            var clock = new Ticks(Instant.EPOCH);
            contacts.putAll(sql, company.contacts().stream().sorted(Comparator.comparing(Appearance::changed))
                    .map(a -> Contact.of(a, clock.after(a.changed())))
                    .map(c -> new Shelf.Item<>(c.id(), c.updatedAt(), c)));
            var caseClock = new Ticks(Instant.EPOCH);
            cases.putAll(sql, company.tickets().stream().sorted(Comparator.comparing(Ticket::changed))
                    .map(t -> SupportCase.of(t, caseClock.after(t.changed())))
                    .map(c -> new Shelf.Item<>(c.id(), c.updatedAt(), c)));
            return true;
        });
    }

    List<Comment> comments(int caseId) {
        return store.read(sql -> sql.list(COMMENT + "where case_id = ? order by id", Tables::comment, caseId));
    }

    Optional<Comment> commentWith(Sql sql, int caseId, @Nullable String key) throws SQLException {
        if (key == null)
            return Optional.empty();
        return sql.first(COMMENT + "where case_id = ? and idempotency_key = ?", Tables::comment, caseId, key);
    }

    Comment addComment(Sql sql, int caseId, String author, String text, boolean internal, @Nullable String key,
            Instant at)
            throws SQLException {
        sql.update(
                "insert into case_comment (case_id, author, text, internal, created, idempotency_key) values (?, ?, ?, ?, ?, ?)",
                caseId, author, text, internal, at.toEpochMilli(), key);
        return sql.first(COMMENT + "where case_id = ? order by id desc limit 1", Tables::comment, caseId).orElseThrow();
    }

    Optional<Attachment> attachmentWith(Sql sql, int caseId, @Nullable String key) throws SQLException {
        if (key == null)
            return Optional.empty();
        return sql.first(ATTACHMENT + "where case_id = ? and idempotency_key = ?", Tables::attachment, caseId, key);
    }

    Attachment addAttachment(Sql sql, int caseId, Cases.File file, byte[] bytes) throws SQLException {
        sql.update("insert into case_attachment (case_id, name, type, size, sha256, content, idempotency_key) "
                + "values (?, ?, ?, ?, ?, ?, ?)", caseId, file.name(), file.type(), bytes.length, sha256(bytes), bytes,
                file.idempotencyKey());
        return sql.first(ATTACHMENT + "where case_id = ? order by id desc limit 1", Tables::attachment, caseId)
                .orElseThrow();
    }

    Optional<Attachment> attachment(int id) {
        return store.read(sql -> sql.first(ATTACHMENT + "where id = ?", Tables::attachment, id));
    }

    byte[] content(Attachment of) {
        return store.read(sql -> sql.first("select content from case_attachment where id = ?", row -> row.getBytes(1),
                of.id())).orElseThrow();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String ATTACHMENT = "select id, name, type, size, sha256 from case_attachment ";

    private static Attachment attachment(java.sql.ResultSet row) throws SQLException {
        return new Attachment(row.getInt(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5));
    }

    private static final String COMMENT = "select id, case_id, author, text, internal, created from case_comment ";

    private static Comment comment(java.sql.ResultSet row) throws SQLException {
        return new Comment(row.getInt(1), row.getInt(2), row.getString(3), row.getString(4), row.getBoolean(5),
                Instant.ofEpochMilli(row.getLong(6)));
    }
}
