package io.casehub.connector.push;

import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.intake.EnclosureMissing;
import io.casehub.intake.EnclosuresDown;
import io.casehub.mapping.MappingUnusable;
import io.casehub.outbound.Outcome;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed push means for its command: only what broke before anything was sent is certain.
 */
public final class Failures {

    private static final Duration SOON = Duration.ofSeconds(1);

    private Failures() {}

    public static Outcome outcome(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException || cause instanceof ConnectTimeoutException) {
                return new Outcome.NotReached(sentence(cause), SOON);
            }
            if (cause instanceof EnclosureMissing) {
                return new Outcome.Unsayable("the hub cannot say it: " + cause.getMessage());
            }
            if (cause instanceof EnclosuresDown) {
                return new Outcome.NotReached("the hub has no hold of the document now: " + sentence(cause), SOON);
            }
            if (cause instanceof MappingUnusable || cause instanceof JsltException) {
                return new Outcome.Unsayable("the hub cannot say it: " + cause.getMessage());
            }
        }
        return new Outcome.Unknown(failure == null ? "the route gave no outcome" : sentence(failure));
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    /** What went wrong at the root of it. */
    static String sentence(Throwable failure) {
        var root = root(failure);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
