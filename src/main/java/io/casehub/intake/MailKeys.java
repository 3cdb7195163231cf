package io.casehub.intake;

import io.casehub.intake.receipts.MailReceipt;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of the record keys of mails, by which one mail is known however often it comes. */
@Component
class MailKeys {

    private static final int LONGEST = 500;

    private final JdbcClient jdbc;

    MailKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The record key of a mail, which is its Message-ID where it has one: the same mail that came
     * another way (another mailbox, other trace headers, same content) has that key already. A
     * different mail under a Message-ID that is taken is known by its digest: nobody overwrites a mail
     * by repeating its id.
     *
     * @param content the digest of what the mail says
     */
    Claim claim(MailReceipt receipt, @Nullable String messageId, byte[] content) {
        var digest = receipt.content() == null ? receipt.id().toString() : receipt.content().sha256();
        var wanted = wanted(messageId, digest);
        return take(receipt, wanted, content)
                .or(() -> take(receipt, digest, content))
                .orElseGet(() -> new Claim(digest, first(digest).orElseThrow().receipt()));
    }

    /** What {@link #claim} will ask for first: whoever claims several, claims them in this order. */
    static String wanted(@Nullable String messageId, String digest) {
        return messageId == null || messageId.length() > LONGEST ? digest : messageId;
    }

    /** Empty where another mail has the key. */
    private Optional<Claim> take(MailReceipt receipt, String key, byte[] content) {
        jdbc.sql("select count(pg_advisory_xact_lock(hashtextextended(?, 0)))").param("mail " + key).query(Long.class)
                .single();
        var known = first(key);
        if (known.isPresent()) {
            return Arrays.equals(known.get().content(), content)
                    ? Optional.of(new Claim(key, known.get().receipt()))
                    : Optional.empty();
        }
        jdbc.sql("insert into mail_key (system, key, content_sha256, receipt) values (?, ?, ?, ?)")
                .params(receipt.way().system(), key, content, receipt.id()).update();
        return Optional.of(new Claim(key, null));
    }

    private Optional<Known> first(String key) {
        return jdbc.sql("select content_sha256, receipt from mail_key where key = ? order by system limit 1").param(key)
                .query((row, number) -> new Known(row.getBytes("content_sha256"), row.getObject("receipt", UUID.class)))
                .optional();
    }

    private record Known(byte[] content, UUID receipt) {}

    /**
     * The key of a mail.
     *
     * @param first the receipt of the same mail that came before; {@code null} where it is new
     */
    record Claim(String key, @Nullable UUID first) {}
}
