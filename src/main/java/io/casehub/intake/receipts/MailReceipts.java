package io.casehub.intake.receipts;

import io.casehub.intake.receipts.MailReceipt.Content;
import io.casehub.intake.receipts.MailReceipt.Summary;
import io.casehub.intake.receipts.MailReceipt.Way;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of receipts. A mail that waits belongs to who began it last until his transaction ends,
 * and for a moment before he opens that: of who ends before, others take it over.
 */
@Component
public class MailReceipts {

    private static final Duration TURN = Duration.ofSeconds(15);
    private static final int LONGEST_REASON = 2000;

    private final JdbcClient jdbc;

    MailReceipts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Enters a mail, begun by whoever enters it. Empty where the same came this very way before: it is
     * that mail.
     */
    public Optional<MailReceipt> enter(Way way, @Nullable Content content, @Nullable String fault) {
        return jdbc
                .sql("""
                        insert into mail_receipt (id, sha256, size, system, route, uid_validity, uid, address, received_at, backlog,
                                                  fault, fate, reason, attempts, due_at, settled_at)
                        values (:id, :sha256, :size, :system, :route, :validity, :uid, :address, :at, :backlog, :fault,
                                case when :isKept then 'waiting' else 'quarantined' end,
                                case when :isKept then null else :fault end, 1, now() + make_interval(secs => :turn),
                                case when :isKept then null else now() end)
                        on conflict (route, uid_validity, uid, sha256) do nothing
                        returning *
                        """)
                .param("id", UUID.randomUUID())
                .param("sha256", content == null ? null : HexFormat.of().parseHex(content.sha256()))
                .param("size", content == null ? 0 : content.size())
                .param("isKept", content != null)
                .param("system", way.system())
                .param("route", way.route())
                .param("validity", way.uidValidity())
                .param("uid", way.uid())
                .param("address", way.mailbox())
                .param("at", way.receivedAt().atOffset(ZoneOffset.UTC))
                .param("backlog", way.isBacklog())
                .param("fault", fault)
                .param("turn", TURN.toSeconds())
                .query(ReceiptRow::read)
                .optional();
    }

    /**
     * Begins the first mail that waits and that nobody has begun; those that were begun least come
     * first, so that one mail which ends hubs holds up no other.
     */
    public Optional<MailReceipt> beginNext() {
        return beginOnly(null);
    }

    /** Begins this one, if it waits and nobody has begun it. */
    public Optional<MailReceipt> begin(UUID id) {
        return beginOnly(id);
    }

    private Optional<MailReceipt> beginOnly(@Nullable UUID only) {
        return jdbc.sql("""
                with due as (
                    select id from mail_receipt
                    where fate = 'waiting' and due_at <= now() and (:only::uuid is null or id = :only)
                    order by attempts, n limit 1
                    for update skip locked)
                update mail_receipt r set attempts = attempts + 1, due_at = now() + make_interval(secs => :turn)
                from due where r.id = due.id returning r.*
                """)
                .param("only", only)
                .param("turn", TURN.toSeconds())
                .query(ReceiptRow::read)
                .optional();
    }

    /**
     * Keeps these to oneself until the transaction ends; those that somebody else began meanwhile, or
     * that wait no more, are left out.
     */
    public List<UUID> hold(Collection<MailReceipt> begun) {
        return jdbc.sql("""
                select r.id from mail_receipt r join unnest(?::uuid[], ?::int[]) as b(id, attempts) using (id)
                where r.fate = 'waiting' and r.attempts = b.attempts order by r.n for update of r
                """)
                .params(begun.stream().map(MailReceipt::id).toArray(UUID[]::new),
                        begun.stream().map(MailReceipt::attempts).toArray(Integer[]::new))
                .query(UUID.class)
                .list();
    }

    /** Leaves a mail for a later attempt; this one does not count. */
    public void postpone(UUID id, Duration wait, String reason) {
        jdbc.sql("""
                update mail_receipt set due_at = now() + make_interval(secs => ?), reason = ?, attempts = attempts - 1
                where id = ? and fate = 'waiting'
                """).params(wait.toSeconds(), shortened(reason), id).update();
    }

    /** Has a mail handled again that was refused or could not be handled. */
    public boolean reopen(UUID id) {
        return jdbc
                .sql("""
                        update mail_receipt set fate = 'waiting', settled_at = null, attempts = 0, due_at = now(), reason = null,
                                                again = true
                        where id = ? and fate in ('refused', 'quarantined') and sha256 is not null and erased_at is null
                        """)
                .param(id).update() == 1;
    }

    public void understood(UUID id, Summary summary) {
        jdbc.sql("""
                update mail_receipt set message_id = ?, sender = ?, subject = ?, forged = ?, internal = ? where id = ?
                """)
                .params(summary.messageId(), summary.sender(), summary.subject(), summary.isForged(),
                        summary.isInternal(), id)
                .update();
    }

    /** The mail is a record of this key from now on. */
    public void named(UUID id, String key) {
        jdbc.sql("update mail_receipt set key = ? where id = ?").params(key, id).update();
    }

    public void settle(UUID id, Fate fate, String reason, @Nullable CaseId caseId) {
        settle(id, fate, reason, caseId, null);
    }

    public void duplicate(UUID id, UUID first, String reason) {
        settle(id, Fate.DUPLICATE, reason, null, first);
    }

    /** What is erased stays so, though it comes again. */
    public boolean eraseAs(UUID id, UUID first) {
        return jdbc.sql("""
                update mail_receipt set sender = null, subject = null, erased_at = now()
                where id = ? and exists (select 1 from mail_receipt f where f.id = ? and f.erased_at is not null)
                """).params(id, first).update() == 1;
    }

    private void settle(UUID id, Fate fate, String reason, @Nullable CaseId caseId, @Nullable UUID duplicateOf) {
        jdbc.sql("""
                update mail_receipt
                set fate = ?, reason = ?, case_id = coalesce(?, case_id), duplicate_of = ?, settled_at = now()
                where id = ?
                """)
                .params(fate.word(), shortened(reason), caseId == null ? null : caseId.value(), duplicateOf, id)
                .update();
    }

    /**
     * Empties the receipts of these cases and those of the same mails that came other ways; their fates
     * and digests stay. Done again it empties what came since.
     */
    public void erase(Collection<CaseId> cases) {
        jdbc.sql("""
                with theirs as (select id from mail_receipt where case_id = any(?))
                update mail_receipt set sender = null, subject = null, erased_at = now()
                where erased_at is null and (id in (select id from theirs) or duplicate_of in (select id from theirs))
                """).param(cases.stream().map(CaseId::value).toArray(UUID[]::new)).update();
    }

    public Optional<MailReceipt> find(UUID id) {
        return jdbc.sql("select * from mail_receipt where id = ?").param(id).query(ReceiptRow::read).optional();
    }

    /** The mail of these bytes that came this way before. */
    public MailReceipt delivered(Way way, byte[] raw) {
        return jdbc.sql("select * from mail_receipt where route = ? and uid_validity = ? and uid = ? and sha256 = ?")
                .params(way.route(), way.uidValidity(), way.uid(), Sha256.of(raw))
                .query(ReceiptRow::read)
                .single();
    }

    /** How these records came, of those that came as mail. */
    public Map<SourceRef, MailReceipt> of(Collection<SourceRef> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        return jdbc.sql("""
                select distinct on (system, key) * from mail_receipt
                where (system, key) in (select * from unnest(?::text[], ?::text[]))
                order by system, key, n
                """)
                .params(records.stream().map(SourceRef::system).toArray(String[]::new),
                        records.stream().map(SourceRef::key).toArray(String[]::new))
                .query(ReceiptRow::read)
                .stream()
                .collect(Collectors.toMap(receipt -> new SourceRef(receipt.way().system(), Entity.INTERACTION,
                        String.valueOf(receipt.key())), receipt -> receipt, (one, other) -> one, HashMap::new));
    }

    /**
     * How many mails of a sender met a fate since; into one case where it is given. What lay in the
     * mailbox before the hub first read it came at once and was not sent so.
     */
    public int count(String sender, Collection<Fate> fates, @Nullable CaseId caseId, Instant since) {
        return jdbc.sql("""
                select count(*) from mail_receipt
                where sender = :sender and fate = any(:fates) and stored_at > :since and not backlog
                  and (:case::uuid is null or case_id = :case)
                """)
                .param("sender", sender)
                .param("fates", fates.stream().map(Fate::word).toArray(String[]::new))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("case", caseId == null ? null : caseId.value())
                .query(Integer.class)
                .single();
    }

    /** How many mails a case got since, again without what lay there before. */
    public int count(CaseId caseId, Instant since) {
        return jdbc.sql("""
                select count(*) from mail_receipt
                where case_id = ? and fate in ('new-case', 'reply') and stored_at > ? and not backlog
                """).params(caseId.value(), since.atOffset(ZoneOffset.UTC)).query(Integer.class).single();
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
