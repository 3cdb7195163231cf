package io.casehub.api.recording;

import io.casehub.audit.reads.ReadSettings;
import io.casehub.audit.reads.RecordedReads;
import io.casehub.audit.reads.Shown;
import io.casehub.cases.Cases;
import io.casehub.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Records what a read shows before the first byte of it goes out; what cannot be recorded is not
 * shown. Without {@code casehub.reads.record} it is not there at all.
 */
@Component
@ConditionalOnProperty("casehub.reads.record")
class ReadRecorder extends OncePerRequestFilter {

    /** The id of the read, by which a screen can cite it. */
    static final String READ = "Casehub-Read";

    private static final Logger LOG = LoggerFactory.getLogger(ReadRecorder.class);
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_QUERY = 4000;

    private final RecordedReads reads;
    private final ReadSettings settings;
    private final Cases cases;
    private final Timer recorded;

    /** Rooms come later than the web server, which wants its filters first. */
    ReadRecorder(@Lazy RecordedReads reads, ReadSettings settings, @Lazy Cases cases, MeterRegistry meters) {
        this.reads = reads;
        this.settings = settings;
        this.cases = cases;
        this.recorded = meters.timer("casehub.reads.recorded");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Reads.include(request);
    }

    /** An answer of a route is complete in the second part of its request. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begun = WebUtils.getNativeResponse(response, HeldAnswer.class); // by the first part of the request
        var answer = begun == null
                ? new HeldAnswer(response, settings.largest().toBytes(),
                        tooLong -> record(request, tooLong, tooLong.getStatus(), null))
                : begun;
        chain.doFilter(begun == null ? new WithoutTags(request) : request, answer);
        if (!isAsyncStarted(request) && !answer.isLetGo()) {
            finish(request, answer);
        }
    }

    private void finish(HttpServletRequest request, HeldAnswer answer) throws IOException {
        var bytes = answer.bytes();
        var out = (HttpServletResponse) answer.getResponse();
        if (answer.isShowing() && bytes.length > 0) {
            boolean isKnown = isKnown(request, out);
            try {
                record(request, answer, isKnown ? HttpServletResponse.SC_NOT_MODIFIED : answer.getStatus(), bytes);
            } catch (DataAccessException | TransactionException e) {
                LOG.atError().setCause(e).log("a read could not be recorded and was not shown");
                out.reset();
                out.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                return;
            }
            if (isKnown) {
                return;
            }
        }
        out.getOutputStream().write(bytes);
    }

    /** Whether the caller has these bytes already; then he is told so. */
    private static boolean isKnown(HttpServletRequest request, HttpServletResponse out) {
        var tag = out.getHeader(HttpHeaders.ETAG);
        return tag != null && new ServletWebRequest(original(request), out).checkNotModified(tag);
    }

    private static HttpServletRequest original(HttpServletRequest request) {
        var hiding = WebUtils.getNativeRequest(request, WithoutTags.class);
        return hiding == null ? request : (HttpServletRequest) hiding.getRequest();
    }

    private void record(HttpServletRequest request, HeldAnswer answer, int status, byte @Nullable [] bytes) {
        var id = UUID.randomUUID();
        var query = request.getQueryString();
        recorded.record(() -> reads.record(new Shown(id, Caller.of(request).actor(), request.getMethod(),
                request.getRequestURI(),
                query == null || query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY),
                Reads.subject(request).map(this::subject).orElse(null), status, answer.getContentType(),
                bytes)));
        ((HttpServletResponse) answer.getResponse()).setHeader(READ, id.toString());
    }

    private @Nullable UUID subject(String named) {
        return ID.matcher(named).matches()
                ? UUID.fromString(named)
                : cases.byNumber(named).map(hub -> hub.id().value()).orElse(null);
    }
}
