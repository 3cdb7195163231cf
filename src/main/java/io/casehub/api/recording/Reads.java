package io.casehub.api.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which requests are reads that may show a customer or a case. */
final class Reads {

    /** Below these neither is shown; whatever is new is recorded until it is named here. */
    private static final List<String> SHOWING_NEITHER = List.of("/api/v1/events", "/api/v1/connectors",
            "/api/v1/subscriptions", "/api/v1/case-types", "/api/v1/queues", "/api/v1/webhooks");

    private static final Pattern SUBJECT = Pattern.compile("/api/v1/(?:customers|cases)/([^/]+).*");

    private Reads() {}

    static boolean include(HttpServletRequest request) {
        // the decoded path, as doors are found by it
        var path = request.getServletPath();
        return path.equals("/graphql")
                || request.getMethod().equals("GET") && path.startsWith("/api/v1/")
                        && SHOWING_NEITHER.stream().noneMatch(path::startsWith);
    }

    /** The id or the number of the customer or case that the path names. */
    static Optional<String> subject(HttpServletRequest request) {
        var path = SUBJECT.matcher(request.getServletPath());
        return path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    }
}
