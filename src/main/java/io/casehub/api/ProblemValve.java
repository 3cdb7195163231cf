package io.casehub.api;

import io.casehub.security.Titles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Problems where the server itself refuses a request, so early that no filter has seen it. Public
 * and with a constructor, since the server makes it by its name.
 */
public final class ProblemValve extends ErrorReportValve {

    private static final String HEADER_TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
            .getString("iib.requestheadertoolarge.error");

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (fault != null && HEADER_TOO_LARGE.equals(fault.getMessage()) && !response.isCommitted()) {
            // the server says 400 to whatever it cannot read
            response.setStatus(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.value());
        }
        var status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            var type = Problems.word(status);
            response.setContentType(Answer.PROBLEM);
            response.getOutputStream()
                    .write("{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"instance\":\"/\"}"
                            .formatted(type, Titles.of(request).of(type, status.getReasonPhrase()), status.value())
                            .getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            // the caller has gone: there is nobody to answer
        }
    }

    /** Puts it into the server. */
    @Component
    static final class Installed implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory server) {
            server.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemValve.class.getName());
                }
            });
        }
    }
}
