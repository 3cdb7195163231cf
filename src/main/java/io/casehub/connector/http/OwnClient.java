package io.casehub.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** For the requests that come before a route's own: for a token, a session, an identity. */
final class OwnClient {

    private static final int LONGEST = 1_000_000;

    private final CloseableHttpClient client;

    OwnClient(Duration timeout) {
        this.client = HttpClients.custom()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeout.toMillis(), TimeUnit.MILLISECONDS)).build())
                .build();
    }

    /** Asks as nobody, since who asks is what it is about. */
    Reply post(String url, Map<String, String> headers, String body) throws IOException {
        return ask(url, headers, body, nobody -> {
        });
    }

    /**
     * Asks at a URL as somebody.
     *
     * @param body what to post; {@code null} for a GET
     */
    Reply ask(String url, Map<String, String> headers, @Nullable String body, Authentication authentication)
            throws IOException {
        var request = body == null ? new HttpGet(url) : new HttpPost(url);
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(new StringEntity(body,
                    ContentType.parse(headers.getOrDefault(HttpHeaders.CONTENT_TYPE, "application/json"))));
        }
        authentication.sign(request);
        return ask(request);
    }

    private Reply ask(ClassicHttpRequest request) throws IOException {
        return client.execute(request, response -> reply(request, response));
    }

    private static Reply reply(ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
        var bytes = response.getEntity() == null
                ? new byte[0]
                : EntityUtils.toByteArray(response.getEntity(), LONGEST);
        if (response.getCode() < 200 || response.getCode() > 299) {
            throw new IOException("HTTP " + response.getCode() + " at " + request.getPath()
                    + ", where the hub says who it is: look at the credential");
        }
        var cookies = Arrays.stream(response.getHeaders(HttpHeaders.SET_COOKIE)).map(Header::getValue)
                .map(cookie -> cookie.split(";", 2)[0]).collect(Collectors.joining("; "));
        return new Reply(bytes, cookies.isEmpty() ? Map.of() : Map.of(HttpHeaders.COOKIE, cookies));
    }

    /**
     * An answer.
     *
     * @param cookies the header that sends its cookies back, if it has any
     */
    record Reply(byte[] content, Map<String, String> cookies) {

        /** Its JSON; an empty object where it is empty. */
        JsonNode tree() throws IOException {
            return content.length == 0 ? ExactJson.parse("{}") : ExactJson.mapper().readTree(content);
        }
    }
}
