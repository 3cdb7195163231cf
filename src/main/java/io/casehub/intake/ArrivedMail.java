package io.casehub.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail as its mailbox gave it.
 *
 * @param uid its IMAP UID in the mailbox it was read from
 * @param receivedAt when that mailbox received it (INTERNALDATE)
 * @param raw the message as RFC 5322 bytes, or as much of it as could be had
 * @param backlog it was there before the hub first read the mailbox: nobody waits for an answer to
 * it
 * @param fault why the bytes are not the whole message; {@code null} where they are
 */
public record ArrivedMail(long uid, Instant receivedAt, byte[] raw, boolean backlog, @Nullable String fault) {}
