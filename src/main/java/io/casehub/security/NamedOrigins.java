package io.casehub.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Pages of these origins may call the API from a browser; those of all others are refused by a
 * problem, as everything is.
 */
final class NamedOrigins extends DefaultCorsProcessor {

    /** Without it browsers ask again before each call; two hours are the most that they remember. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private NamedOrigins() {}

    static CorsFilter filter(List<String> origins) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("Authorization", "X-Api-Key", "Content-Type", "If-Match", "If-None-Match",
                "Idempotency-Key", "Last-Event-ID", "Cache-Control", "Accept-Language", "Range"));
        allowed.setExposedHeaders(List.of("ETag", "Location", "Link", "Retry-After", "Casehub-Read",
                "Content-Disposition", "Content-Range"));
        allowed.setMaxAge(REMEMBERED);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        source.registerCorsConfiguration("/graphql", allowed);
        var filter = new CorsFilter(source);
        filter.setCorsProcessor(new NamedOrigins());
        return filter;
    }

    @Override
    public boolean processRequest(@Nullable CorsConfiguration allowed, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        boolean isAllowed = super.processRequest(allowed, request, response);
        if (!isAllowed) {
            Refusal.FOREIGN_ORIGIN.answer(request, response);
        }
        return isAllowed;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // the problem is written instead of the sentence that would be here
    }
}
