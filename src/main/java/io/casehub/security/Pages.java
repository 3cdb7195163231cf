package io.casehub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The pages that people open in a browser, with an API key as the password of HTTP Basic. A browser
 * sends such a password by itself, whoever made it send the request: anywhere else, a foreign page
 * could act in its user's name (CSRF). So Basic opens these pages, for reading, and nothing more.
 */
final class Pages {

    private static final Set<String> READ = Set.of("GET", "HEAD");
    private static final List<PathPattern> PATHS = List.of(path("/docs/**"), path("/console/**"),
            path("/openapi.yaml"));

    private Pages() {}

    static boolean include(HttpServletRequest request) {
        var path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return READ.contains(request.getMethod()) && PATHS.stream().anyMatch(page -> page.matches(path));
    }

    private static PathPattern path(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }
}
