package io.casehub.connector.files;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What this node remembers of a route from one reading to the next. */
final class Watch {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Settled settled = new Settled();
    private int failures;
    private Instant notBefore = Instant.MIN;
    private @Nullable String reason;

    Settled settled() {
        return settled;
    }

    boolean isTime(Instant now) {
        return !now.isBefore(notBefore);
    }

    /** Every failure doubles the pause. */
    void failed(Instant now) {
        failures++;
        var grown = Duration.ofMillis(500L << Math.min(failures, 5));
        notBefore = now.plus(grown.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : grown);
    }

    /** Answers whether something was wrong before. */
    boolean reached() {
        boolean wasWrong = reason != null;
        reason = null;
        failures = 0;
        notBefore = Instant.MIN;
        return wasWrong;
    }

    /** Whether this was not already so when last told. */
    boolean isNews(String told) {
        boolean isNews = !told.equals(reason);
        reason = told;
        return isNews;
    }
}
