package io.casehub.security;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** The answers given before a request reaches any room, as problems of RFC 9457. */
enum Refusal {
    UNAUTHORIZED(401, "No valid credential",
            "Send an API key as X-Api-Key, or an API key or a token as Authorization: Bearer."),
    FORBIDDEN(403,
            "Not allowed", "None of your roles allows this."),
    FOREIGN_ORIGIN(403, "Origin not allowed",
            "Pages of this origin may not call this hub: casehub.security.cors-origins lists those that may."),
    TOO_LARGE(413, "Request body too large",
            "The body of this request is larger than this hub takes."),
    UNAVAILABLE(503,
            "Credentials cannot be checked",
            "The hub cannot check credentials now. Try again soon.");

    private static final ObjectWriter JSON = JsonMapper.builder().build().writerFor(Problem.class);

    private final int status;
    private final String title;
    private final String detail;

    Refusal(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    private record Problem(String type, String title, int status, String detail, String instance) {}

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = name().toLowerCase(Locale.ROOT).replace('_', '-');
        response.setStatus(status);
        if (this == UNAUTHORIZED) {
            // a browser asks its user for a key where a page takes one, and nowhere else
            response.setHeader("WWW-Authenticate", Pages.include(request)
                    ? "Basic realm=\"casehub\", charset=\"UTF-8\""
                    : "Bearer realm=\"casehub\"");
        }
        response.setContentType("application/problem+json");
        response.getOutputStream().write(JSON
                .writeValueAsBytes(new Problem("/problems/" + type, Titles.of(request).of(type, title), status, detail,
                        request.getRequestURI())));
    }
}
