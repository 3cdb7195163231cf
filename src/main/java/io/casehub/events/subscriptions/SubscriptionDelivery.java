package io.casehub.events.subscriptions;

import io.casehub.model.CodeWord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event for one subscription, and what became of it.
 *
 * @param number of the event
 * @param nextAt when it is tried next, while it is pending
 * @param status the receiver's last, {@code null} where he has not answered
 * @param reason why it is not taken yet
 */
public record SubscriptionDelivery(long number, String type, Fate fate, int attempts, Instant nextAt,
        @Nullable Integer status, @Nullable String reason, Instant chosenAt, @Nullable Instant settledAt) {

    /** What became of it. */
    public enum Fate implements CodeWord {
        PENDING,
        DELIVERED,
        /** Tried for as long as is set; a person may send it again. */
        FAILED
    }
}
