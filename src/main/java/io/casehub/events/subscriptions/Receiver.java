package io.casehub.events.subscriptions;

import io.casehub.events.CloudEvents;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * Calls those who want to be told: over public addresses, following nobody elsewhere, for no longer
 * than is set, and reading no more of an answer than is of use.
 */
@Component
class Receiver {

    private static final int READ = 4096;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhooks-watch").factory());
    private final Duration timeout;
    private final Clock clock;

    Receiver(WebhookSettings settings, Clock clock) {
        this.timeout = settings.timeout();
        this.clock = clock;
        var patience = Timeout.ofMilliseconds(timeout.toMillis());
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Addresses(settings.privateAllowed()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(patience)
                                .setSocketTimeout(patience).build())
                        .setMaxConnPerRoute(8).setMaxConnTotal(200).build())
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(patience)
                        .setConnectionRequestTimeout(patience).build())
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .setUserAgent("casehub")
                .build();
    }

    @PreDestroy
    void close() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    /** Sends one event; what the receiver says to it, or why he says nothing. */
    Reply tell(Address address, String id, byte[] body) {
        long second = clock.instant().getEpochSecond();
        var request = new HttpPost(URI.create(address.url()));
        request.setHeader("webhook-id", id);
        request.setHeader("webhook-timestamp", String.valueOf(second));
        request.setHeader("webhook-signature", Secrets.signatures(address.secrets(), id, second, body));
        request.setEntity(new ByteArrayEntity(body, ContentType.create(CloudEvents.TYPE, StandardCharsets.UTF_8)));
        // a socket's timeout ends between two bytes: one who drips would never end
        var end = watch.schedule(request::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, this::reply);
        } catch (IOException e) {
            return new Reply(0, request.isCancelled()
                    ? "no whole answer within " + timeout.toSeconds() + " s"
                    : e.getClass().getSimpleName() + ": " + e.getMessage(), Optional.empty());
        } finally {
            end.cancel(false);
        }
    }

    private Reply reply(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        var read = entity == null ? new byte[0] : entity.getContent().readNBytes(READ);
        return new Reply(response.getCode(), new String(read, StandardCharsets.UTF_8),
                Optional.ofNullable(response.getFirstHeader(HttpHeaders.RETRY_AFTER)).map(Header::getValue)
                        .flatMap(this::wait));
    }

    /** RFC 9110: seconds, or a date. */
    private Optional<Duration> wait(String text) {
        try {
            return Optional.of(text.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(clock.instant(), Instant.from(
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * What came back.
     *
     * @param status 0 where nothing did
     * @param text the beginning of the answer, or why there is none
     * @param pause for how long the receiver wants to be left alone
     */
    record Reply(int status, String text, Optional<Duration> pause) {

        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        boolean isEndOfAll() {
            return status == 410;
        }

        /** Whether it is this event that the receiver does not take, rather than any. */
        boolean isAboutTheEvent() {
            return status == 400 || status == 413 || status == 422;
        }

        /** For people, and without what a stranger wrote: it may hold anything. */
        String reason() {
            return status == 0 ? text.substring(0, Math.min(text.length(), 300)) : "HTTP " + status;
        }
    }
}
