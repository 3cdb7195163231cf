package io.casehub.connector.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How old a call may be.
 *
 * @param time where it says when it was made; without that any age is right
 * @param longest by how much that may differ from the hub's clock, to both sides
 */
record Window(Optional<Token> time, Duration longest) {

    private static final long LATEST_SECOND = 100_000_000_000L; // what is greater counts milliseconds

    boolean holds(Call call, Instant now) {
        return time.isEmpty() || time.flatMap(token -> token.first(call)).flatMap(Window::moment)
                .filter(made -> Duration.between(made, now).abs().compareTo(longest) <= 0).isPresent();
    }

    /** For how long a call that was taken could be taken again: it may have come from the future. */
    Duration memory() {
        return longest.multipliedBy(2);
    }

    private static Optional<Instant> moment(String text) {
        try {
            if (text.matches("[0-9]{1,15}")) {
                long count = Long.parseLong(text);
                return Optional
                        .of(count > LATEST_SECOND ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
