package io.casehub.connector.files;

import io.casehub.connector.patience.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What this node remembers of a route from one reading to the next. */
final class Watch {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Settled settled = new Settled();
    private final Backoff backoff = new Backoff(LONGEST_WAIT);
    private @Nullable String reason;

    Settled settled() {
        return settled;
    }

    Backoff backoff() {
        return backoff;
    }

    /** Answers whether something was wrong before. */
    boolean reached() {
        backoff.reached();
        boolean wasWrong = reason != null;
        reason = null;
        return wasWrong;
    }

    /** Whether this was not already so when last told. */
    boolean isNews(String told) {
        boolean isNews = !told.equals(reason);
        reason = told;
        return isNews;
    }
}
