package io.casehub.api;

import io.casehub.intake.MailContents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** What is in a mail, to be saved or shown. */
@RestController
@RequestMapping("/api/v1/mail/{id}")
class MailContentDoor {

    /** Nothing runs, nothing is loaded from elsewhere, and it is no page of this origin. */
    private static final String SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";

    private final MailContents contents;

    MailContentDoor(MailContents contents) {
        this.contents = contents;
    }

    /** The mail byte for byte. */
    @GetMapping("/raw")
    void raw(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query.of(request);
        var id = id(request);
        var content = contents.raw(id);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(id + ".eml").build().toString());
        response.setHeader(HttpHeaders.ETAG, "\"" + content.sha256() + "\"");
        describe(response, "message/rfc822");
        response.setContentLengthLong(content.size());
        contents.write(content, response.getOutputStream());
    }

    /** What is harmless of its HTML, its images being the hub's. */
    @GetMapping("/html")
    void html(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query.of(request);
        var id = id(request);
        var html = contents.html(id, image -> MailShape.href(id) + "/images/"
                + UriUtils.encodePathSegment(image, StandardCharsets.UTF_8));
        describe(response, "text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", SANDBOX);
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    /** An image that came with it. */
    @GetMapping("/images/{contentId}")
    void image(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Query.of(request);
        var image = contents.image(id(request), Query.variable(request, "contentId"));
        describe(response, image.contentType());
        response.setHeader("Content-Security-Policy", SANDBOX);
        image.writeTo(response.getOutputStream());
    }

    private static void describe(HttpServletResponse response, String type) {
        response.setHeader(HttpHeaders.CONTENT_TYPE, type);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private static UUID id(HttpServletRequest request) {
        return Ids.uuid("the id of a mail", Query.id(request));
    }
}
