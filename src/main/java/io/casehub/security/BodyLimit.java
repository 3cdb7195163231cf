package io.casehub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses bodies that are too large before anybody handles them. One that states its length is held
 * to it by the server and only needs to be compared; one that comes in chunks is read first, as far
 * as the limit allows: a handler that met the limit halfway would already have begun an answer of
 * its own. It stands behind the check of the caller, so that strangers fill no memory.
 */
final class BodyLimit extends OncePerRequestFilter {

    private static final PathPattern UPLOADS = PathPatternParser.defaultInstance.parse("/api/v1/cases/*/documents");

    private static final PathPattern MAILS = PathPatternParser.defaultInstance.parse("/api/v1/mail");

    private static final PathPattern BULKS = PathPatternParser.defaultInstance.parse("/api/v1/cases/bulk");

    private final HttpSettings sizes;

    BodyLimit(HttpSettings sizes) {
        this.sizes = sizes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int largest = Math.toIntExact(largest(request).toBytes());
        long stated = request.getContentLengthLong();
        if (stated > largest) {
            Refusal.TOO_LARGE.answer(request, response);
            return;
        }
        if (stated >= 0) {
            chain.doFilter(request, response);
            return;
        }
        var body = request.getInputStream().readNBytes(largest + 1);
        if (body.length > largest) {
            Refusal.TOO_LARGE.answer(request, response);
            return;
        }
        chain.doFilter(new Whole(request, body), response);
    }

    private DataSize largest(HttpServletRequest request) {
        boolean isPost = request.getMethod().equals("POST");
        return isPost && MAILS.matches(pathOf(request))
                ? sizes.maxMail()
                : isPost && BULKS.matches(pathOf(request)) ? sizes.maxBulk() : sizes.maxBody();
    }

    /** Files are held to a limit of their own by who takes them, piece by piece. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("POST") && UPLOADS.matches(pathOf(request))
                && String.valueOf(request.getContentType()).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    private static PathContainer pathOf(HttpServletRequest request) {
        return ServletRequestPathUtils.parse(request).pathWithinApplication();
    }

    /** A request whose body is here already. */
    private static final class Whole extends HttpServletRequestWrapper {

        private final Body body;

        Whole(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new Body(body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }

        @Override
        public BufferedReader getReader() {
            var named = getCharacterEncoding();
            return new BufferedReader(
                    new InputStreamReader(body, named == null ? StandardCharsets.UTF_8 : Charset.forName(named)));
        }
    }

    private static final class Body extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Body(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("this body is read already: read it without a listener");
        }
    }
}
