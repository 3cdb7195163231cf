package io.casehub.intake;

import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every mail that ever arrived, byte for byte, and the name under which each is known as a record.
 */
@Component
class Mails {

    private final JdbcClient jdbc;

    Mails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps a mail under the digest of its bytes. Answers false where the same bytes are there already.
     */
    boolean keep(byte[] sha256, MailPage page, ArrivedMail mail) {
        return jdbc.sql("""
                insert into mail (sha256, raw, system, route, uid, received_at, backlog, fault, address)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(sha256, mail.raw(), page.system(), page.route(), mail.uid(),
                        mail.receivedAt().atOffset(ZoneOffset.UTC), mail.backlog(), mail.fault(),
                        page.address())
                .update() == 1;
    }

    /**
     * The record key of a mail, which is its Message-ID where it has one: the same mail that came
     * another way (other trace headers, same content) has that key already, and there is no new one. A
     * different mail under a Message-ID that is taken is known by its digest: nobody overwrites a mail
     * by repeating its id.
     *
     * @param content the digest of what the mail says
     */
    Optional<String> name(String system, Optional<String> messageId, byte[] sha256, byte[] content) {
        var digest = HexFormat.of().formatHex(sha256);
        var wanted = messageId.orElse(digest);
        if (claim(system, wanted, sha256, content)) {
            return Optional.of(wanted);
        }
        boolean same = jdbc.sql("select content_sha256 = ? from mail_key where system = ? and key = ?")
                .params(content, system, wanted)
                .query(Boolean.class)
                .single();
        if (same) {
            return Optional.empty();
        }
        claim(system, digest, sha256, content);
        return Optional.of(digest);
    }

    private boolean claim(String system, String key, byte[] sha256, byte[] content) {
        return jdbc.sql("""
                insert into mail_key (system, key, mail_sha256, content_sha256)
                values (?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(system, key, sha256, content)
                .update() == 1;
    }

    /** A mail as it came, byte for byte. */
    Optional<byte[]> raw(SourceRef record) {
        return jdbc.sql("select m.raw from mail_key k join mail m on m.sha256 = k.mail_sha256 "
                + "where k.system = ? and k.key = ?").params(record.system(), record.key()).query(byte[].class)
                .optional();
    }

    /** How these came, of those that came as mail through this room. */
    Map<SourceRef, Arrival> arrivals(Collection<SourceRef> records) {
        var arrivals = new HashMap<SourceRef, Arrival>();
        jdbc.sql("""
                select k.system, k.key, m.uid, m.backlog, m.address
                from mail_key k join mail m on m.sha256 = k.mail_sha256
                where (k.system, k.key) in (select * from unnest(?::text[], ?::text[]))
                """)
                .params(records.stream().map(SourceRef::system).toArray(String[]::new),
                        records.stream().map(SourceRef::key).toArray(String[]::new))
                .query(row -> {
                    arrivals.put(new SourceRef(row.getString("system"), Entity.INTERACTION, row.getString("key")),
                            new Arrival(row.getLong("uid"), row.getBoolean("backlog"), row.getString("address")));
                });
        return arrivals;
    }

    /**
     * How a mail came.
     *
     * @param uid its place in its mailbox
     * @param isBacklog it was there before the hub was
     * @param mailbox the address of the mailbox, {@code null} where it has none
     */
    record Arrival(long uid, boolean isBacklog, @Nullable String mailbox) {}
}
