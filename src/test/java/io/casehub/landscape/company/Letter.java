package io.casehub.landscape.company;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A mail that a customer wrote.
 *
 * @param number counts the letters, oldest first
 * @param inReplyTo the number of an earlier letter of the same customer
 */
public record Letter(int number, int customer, Kind kind, String fromName, String from, String subject, String text,
        Instant at, @Nullable Integer inReplyTo) {

    /** What shape it has on the wire. */
    public enum Kind {
        PLAIN,
        HTML,
        ATTACHMENT,
        AUTO_REPLY,
        BOUNCE
    }

    /** The Message-ID, without its angle brackets. */
    public String messageId() {
        return messageId(number, from);
    }

    public static String messageId(long number, String from) {
        return "%06d.%s".formatted(number, from.replaceFirst(".*@", "mail@"));
    }
}
