package io.casehub.intake;

import io.casehub.intake.receipts.MailReceipt;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the record keys of mails, by which one mail is known however often it comes. */
@Component
class MailKeys {

    private static final int LONGEST = 500;

    /** How far apart the same words without date and id may come and still be one mail. */
    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient jdbc;

    MailKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The record key of a mail, which is its Message-ID where it has one: the same mail that came
     * another way (another mailbox, other trace headers, same content) has that key already. A
     * different mail under a Message-ID that is taken is known by its digest: nobody overwrites a mail
     * by repeating its id. So is one without an id, unless one that says the same has come.
     */
    Claim claim(Understood mail) {
        var digest = digest(mail.receipt());
        var id = id(mail);
        if (id == null) {
            hold(turn(mail));
            return first(digest).map(known -> new Claim(digest, known.receipt()))
                    .or(() -> twin(mail))
                    .orElseGet(() -> enter(mail, digest));
        }
        return take(mail, id)
                .or(() -> take(mail, digest))
                .orElseGet(() -> new Claim(digest, first(digest).orElseThrow().receipt()));
    }

    /** What {@link #claim} waits for first: whoever claims several, claims them in this order. */
    static String turn(Understood mail) {
        var id = id(mail);
        return id == null
                ? mail.fingerprint().map(HexFormat.of()::formatHex).orElseGet(() -> digest(mail.receipt()))
                : id;
    }

    private static @Nullable String id(Understood mail) {
        var id = mail.messageId();
        return id == null || id.length() > LONGEST ? null : id;
    }

    private static String digest(MailReceipt receipt) {
        return receipt.content() == null ? receipt.id().toString() : receipt.content().sha256();
    }

    /** Empty where another mail has the key. */
    private Optional<Claim> take(Understood mail, String key) {
        hold(key);
        var known = first(key);
        if (known.isPresent()) {
            return Arrays.equals(known.get().content(), mail.content())
                    ? Optional.of(new Claim(key, known.get().receipt()))
                    : Optional.empty();
        }
        return Optional.of(enter(mail, key));
    }

    private Claim enter(Understood mail, String key) {
        jdbc.sql("insert into mail_key (system, key, content_sha256, receipt, fingerprint) values (?, ?, ?, ?, ?)")
                .params(mail.receipt().way().system(), key, mail.content(), mail.receipt().id(),
                        id(mail) == null ? mail.fingerprint().orElse(null) : null)
                .update();
        return new Claim(key, null);
    }

    private void hold(String turn) {
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended(?, 0)))").param("mail " + turn).query(Long.class)
                .single();
    }

    private Optional<Known> first(String key) {
        return jdbc.sql("select content_sha256, receipt from mail_key where key = ? order by system limit 1").param(key)
                .query((row, number) -> new Known(row.getBytes("content_sha256"), row.getObject("receipt", UUID.class)))
                .optional();
    }

    /** Its other copy, from another mailbox. */
    private Optional<Claim> twin(Understood mail) {
        return mail.fingerprint().flatMap(fingerprint -> jdbc.sql("""
                select k.key, k.receipt from mail_key k join mail_receipt r on r.id = k.receipt
                where k.fingerprint = :fingerprint
                  and (:dated or r.received_at between :at - make_interval(secs => :window)
                                                   and :at + make_interval(secs => :window))
                order by r.n limit 1
                """)
                .param("fingerprint", fingerprint)
                .param("dated", mail.isDated())
                .param("at", mail.receipt().way().receivedAt().atOffset(ZoneOffset.UTC))
                .param("window", WINDOW.toSeconds())
                .query((row, number) -> new Claim(row.getString("key"), row.getObject("receipt", UUID.class)))
                .optional());
    }

    private record Known(byte[] content, UUID receipt) {}

    /**
     * The key of a mail.
     *
     * @param first the receipt of the same mail that came before; {@code null} where it is new
     */
    record Claim(String key, @Nullable UUID first) {}
}
