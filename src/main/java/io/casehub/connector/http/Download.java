package io.casehub.connector.http;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import io.casehub.ingest.documents.DocumentUnreachable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a document from a system, as the routes of its connector would: as the same user, within
 * the same limits. It ends after a minute and a half at the latest.
 *
 * @param content where the document stands, in Base64, in the JSON that is answered; {@code null}
 * where the answer is the document
 */
public record Download(String system, HttpAccess access, String below, @Nullable String content) {

    private static final Logger log = LoggerFactory.getLogger(Download.class);
    private static final Timeout CONNECTING = Timeout.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /**
     * @throws DocumentUnreachable where the system does not answer, or with something else
     * @throws IOException where {@code into} takes no more
     */
    public void fetch(String path, OutputStream into) throws IOException {
        var uri = Below.of(system, below, path);
        var builder = HttpClients.custom().setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(CONNECTING).build()).build());
        access.configureHttpClient(builder);
        try (var client = builder.build()) {
            client.execute(new HttpGet(uri), response -> {
                write(response, into);
                return uri;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw silent(e);
        }
    }

    private void write(ClassicHttpResponse response, OutputStream into) {
        int status = response.getCode();
        if (status < 200 || status > 299 || response.getEntity() == null) {
            log.atWarn().addKeyValue("system", system).addKeyValue("status", status).log("document was not given");
            throw status == TOO_MANY_REQUESTS || status >= SERVER_ERROR
                    ? DocumentUnreachable.silent(system + " answered " + status + " for this document; try again later")
                    : DocumentUnreachable.refused(system + " does not give this document: it answered " + status);
        }
        try (var stream = new Watched(response.getEntity().getContent())) {
            if (content == null) {
                stream.transferTo(into);
            } else {
                unwrap(stream, content, into);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) { // no JSON, or no Base64 in it
            throw DocumentUnreachable.refused(system + " answered something else than the JSON with the document");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Piece by piece: neither the JSON nor the document is ever held whole. */
    private void unwrap(InputStream json, String pointer, OutputStream into) throws IOException {
        try (var parser = new FilteringParserDelegate(new JsonFactory().createParser(json),
                new JsonPointerBasedFilter(JsonPointer.compile(pointer)), Inclusion.ONLY_INCLUDE_ALL, false)) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw DocumentUnreachable.refused(system + " answered without a document at " + pointer);
            }
            parser.readBinaryValue(Base64Variants.MIME, into);
        }
    }

    private DocumentUnreachable silent(IOException e) {
        log.atWarn().addKeyValue("system", system).addKeyValue("reason", e.toString())
                .log("document could not be fetched");
        return DocumentUnreachable.silent(system + " did not answer with this document in time; try again later");
    }

    /** The system's stream, which ends in time. Its failures are not those of who is written to. */
    private final class Watched extends InputStream {

        private final InputStream stream;
        private final long began = System.nanoTime();

        Watched(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                if (System.nanoTime() - began > LONGEST.toNanos()) {
                    throw new IOException("it took longer than " + LONGEST.toSeconds() + " s");
                }
                return stream.read(into, offset, length);
            } catch (IOException e) {
                throw silent(e);
            }
        }

        @Override
        public void close() {
            // the client closes the connection; reading on to its end would wait for what nobody wants
        }
    }
}
