package io.casehub.cases.deadlines;

import io.casehub.model.CodeWord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is promised by a time.
 *
 * @param dueAt {@code null}: nothing is promised
 * @param warnAt when it is warned of, before it is due
 * @param told how far its story was told: each part of it once
 */
public record Goal(@Nullable Instant dueAt, @Nullable Instant warnAt, Told told) {

    /** What was made known of a goal. */
    public enum Told implements CodeWord {
        NOTHING,
        WARNING,
        BREACH
    }

    public static final Goal NONE = new Goal(null, null, Told.NOTHING);

    /** The same goal due at another time; what is told of a time that is still to come is told anew. */
    Goal due(Instant due, Instant warn, Instant now) {
        if (due.equals(dueAt)) {
            return this;
        }
        return new Goal(due, warn, due.isAfter(now) && told == Told.BREACH || warn.isAfter(now) ? Told.NOTHING : told);
    }

    /** When there is something to tell next; {@code null} where never. */
    @Nullable
    Instant alarm() {
        return switch (told) {
            case NOTHING -> warnAt;
            case WARNING -> dueAt;
            case BREACH -> null;
        };
    }

    /** What is to be told by now and was not. */
    Told tellable(Instant now) {
        if (dueAt == null || warnAt == null || now.isBefore(warnAt)) {
            return Told.NOTHING;
        }
        return now.isBefore(dueAt) ? Told.WARNING : Told.BREACH;
    }

    Goal told(Told now) {
        return new Goal(dueAt, warnAt, now);
    }
}
