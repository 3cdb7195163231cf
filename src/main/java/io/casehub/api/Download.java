package io.casehub.api;

import io.casehub.cases.documents.Content;
import io.casehub.cases.documents.Document;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.util.StreamUtils;

/**
 * One answer with a document's bytes, or with some of them (RFC 9110, 13 and 14). Whatever it is,
 * it is a file to be saved: no browser shows it within the hub's origin.
 */
record Download(HttpServletRequest request, HttpServletResponse response, Document document) {

    /** Whether the caller has this content already; then he has been told. */
    boolean isKnown(@Nullable String sha256) {
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (sha256 == null || known == null
                || List.of(known.split("\\s*,\\s*")).stream().noneMatch(tag -> tag.equals("*")
                        || tag.replaceFirst("^W/", "").equals(tag(sha256)))) {
            return false;
        }
        response.setHeader(HttpHeaders.ETAG, tag(sha256));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return true;
    }

    void send(Content content) throws IOException {
        if (isKnown(content.sha256())) {
            return;
        }
        var range = range(content);
        long first = range == null ? 0 : range.getRangeStart(content.size());
        long last = range == null ? content.size() - 1 : range.getRangeEnd(content.size());
        response.setHeader(HttpHeaders.ETAG, tag(content.sha256()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(document.name(), StandardCharsets.UTF_8).build().toString());
        response.setHeader(HttpHeaders.CONTENT_TYPE, document.contentType());
        response.setContentLengthLong(last - first + 1);
        if (range != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + content.size());
        }
        try (var bytes = Files.newInputStream(content.file())) {
            StreamUtils.copyRange(bytes, response.getOutputStream(), first, last);
        }
    }

    /**
     * The range asked for; {@code null} for all, also where several are asked for at once, or ones of
     * another content, or something that is no range.
     */
    private @Nullable HttpRange range(Content content) {
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        var ranges = condition == null || condition.equals(tag(content.sha256()))
                ? parsed(request.getHeader(HttpHeaders.RANGE))
                : List.<HttpRange>of();
        if (ranges.size() != 1) {
            return null;
        }
        if (ranges.getFirst().getRangeStart(content.size()) >= content.size()) {
            throw new RangeImpossible(content.size());
        }
        return ranges.getFirst();
    }

    private static List<HttpRange> parsed(@Nullable String ranges) {
        try {
            return HttpRange.parseRanges(ranges);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static String tag(String sha256) {
        return "\"" + sha256 + "\"";
    }
}
