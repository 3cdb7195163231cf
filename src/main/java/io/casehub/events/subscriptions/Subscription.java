package io.casehub.events.subscriptions;

import io.casehub.model.CodeWord;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told of events by webhook.
 *
 * @param name what people call it
 * @param url where events are sent to
 * @param reason why it is stopped, {@code null} where it is not
 * @param told up to which number events were chosen for it
 * @param failingSince when the receiver began to fail, {@code null} while he takes what he is sent
 * @param by who registered it, as the audit trail names him
 */
public record Subscription(UUID id, String name, String url, Choice choice, State state, @Nullable String reason,
        long told, @Nullable Instant failingSince, String by, Instant at) {

    /** Whether, and why not, events are sent. */
    public enum State implements CodeWord {
        /** Nobody at the URL has said that he wants them. */
        UNVERIFIED,
        ACTIVE,
        /** A person wants it so; what happens meanwhile is told afterwards. */
        PAUSED,
        /** The receiver wants no more, or has failed for too long; a person decides how it goes on. */
        STOPPED
    }
}
