package io.casehub.intake.receipts;

import io.casehub.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The bytes of mails under their SHA-256 (hex), each content once, in the database: they are there
 * in the very transaction that moves a mailbox's cursor, for every node. Kept and read in pieces of
 * a megabyte.
 */
@Component
public class RawMails {

    private static final int PIECE = 1024 * 1024;

    private final JdbcClient jdbc;

    RawMails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a mail and answers its digest; one that is kept already stays as it is. */
    public String keep(byte[] raw) {
        var sha256 = Sha256.of(raw);
        for (int piece = 0; piece == 0 || piece * (long) PIECE < raw.length; piece++) {
            int from = piece * PIECE;
            jdbc.sql("insert into mail_content (sha256, piece, bytes) values (?, ?, ?) on conflict do nothing")
                    .params(sha256, piece, Arrays.copyOfRange(raw, from, Math.min(raw.length, from + PIECE)))
                    .update();
        }
        return HexFormat.of().formatHex(sha256);
    }

    /**
     * Writes a mail byte for byte.
     *
     * @throws IOException where {@code into} takes no more
     * @throws IllegalStateException where the bytes are not those that were kept
     */
    public void write(String sha256, OutputStream into) throws IOException {
        var name = HexFormat.of().parseHex(sha256);
        var digest = Sha256.start();
        int number = 0;
        for (var piece = piece(name, number); piece.isPresent(); piece = piece(name, ++number)) {
            digest.update(piece.get());
            into.write(piece.get());
        }
        if (!Arrays.equals(digest.digest(), name)) {
            throw new IllegalStateException("the bytes of the mail " + sha256 + " are not those that were kept; "
                    + "restore the table mail_content from a backup");
        }
    }

    /** As {@link #write}, the whole of it at once. */
    public byte[] read(MailReceipt.Content content) {
        var raw = ByteBuffer.allocate(Math.toIntExact(content.size()));
        try {
            write(content.sha256(), new OutputStream() {

                @Override
                public void write(int one) {
                    raw.put((byte) one);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    raw.put(bytes, offset, length);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all", e);
        }
        return raw.array();
    }

    /** Deletes the bytes of mails whose receipts are all erased. */
    public int sweep() {
        return jdbc.sql("""
                delete from mail_content c
                where c.sha256 in (select sha256 from mail_receipt where erased_at is not null)
                  and not exists (select 1 from mail_receipt r where r.sha256 = c.sha256 and r.erased_at is null)
                """).update();
    }

    private Optional<byte[]> piece(byte[] sha256, int piece) {
        return jdbc.sql("select bytes from mail_content where sha256 = ? and piece = ?").params(sha256, piece)
                .query(byte[].class).optional();
    }
}
