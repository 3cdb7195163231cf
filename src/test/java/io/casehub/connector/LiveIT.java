package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.TestDatabase;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a source says reaches an open screen by itself, whichever node the screen is on. The nodes
 * look for events of their own accord once an hour only: what is heard here was woken.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LiveIT {

    private static final int CHANGES = 60;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final TestDatabase database = TestDatabase.fresh();
    private EngineersHub hub;
    private EngineersHub other;
    private Sender sender;

    @BeforeAll
    void twoNodesWithAWebhook(@TempDir Path one, @TempDir Path two) throws IOException {
        hub = start(one);
        other = start(two);
        sender = new Sender(hub.url() + "/api/v1/webhooks/acme-hook", "s3cret");
    }

    @AfterAll
    void stop() {
        hub.close();
        other.close();
    }

    @Test
    void aPushedRecordReachesTheScreensOfAllNodes() throws Exception {
        send(0);
        var customer = database.jdbc().sql("select id::text from customer").query(String.class).single();

        try (var near = new Screen(hub, "?customer=" + customer);
                var far = new Screen(other, "?customer=" + customer)) {
            var delays = new ArrayList<Long>();
            for (int n = 1; n <= CHANGES; n++) {
                long began = System.nanoTime();
                send(n);
                var told = near.next();
                delays.add((System.nanoTime() - began) / 1_000_000);

                assertThat(told.path("sections")).extracting(JsonNode::asText).containsExactly("customer");
                assertThat(far.next()).isEqualTo(told);
            }
            delays.sort(null);
            // generous, as machines are shared: that nobody polls is what the hour says
            assertThat(delays.get(CHANGES / 2)).as("milliseconds from push to event: " + delays).isLessThan(2000);
        }
    }

    private void send(int n) {
        assertThat(sender.send("delivery-" + n, Instant.now(), """
                {"data": [{"id": 1, "name": "Ada %d", "at": "2026-01-05T10:%02d:%02dZ"}]}"""
                .formatted(n, n / 60, n % 60))).isEqualTo(202);
    }

    private EngineersHub start(Path folder) throws IOException {
        EngineersHub.write(folder.resolve("routes/acme/connector.yaml"), """
                title: Acme
                settings:
                  secret: {required: true, secret: true}
                """);
        EngineersHub.write(folder.resolve("mappings/acme/customer.jslt"),
                "{\"source\": {\"key\": string(.id)}, \"changedAt\": .at, \"kind\": \"person\", \"name\": .name}");
        EngineersHub.write(folder.resolve("routes/acme/acme-hook.camel.yaml"), """
                # Acme calls.
                - templatedRoute:
                    routeId: acme-hook
                    routeTemplateRef: webhook
                    parameters:
                      - {name: system,          value: acme}
                      - {name: mapping,         value: acme/customer}
                      - {name: in,              value: X-Signature}
                      - {name: prefix,          value: v1=}
                      - {name: secret,          value: "{{acme.secret}}"}
                      - {name: signed,          value: "{timestamp}.{body}"}
                      - {name: timestamp,       value: X-Signature}
                      - {name: timestampPrefix, value: t=}
                      - {name: id,              value: X-Delivery}
                      - {name: records,         value: /data}
                """);
        return EngineersHub.start(folder, database, Map.of("acme.secret", "s3cret", "casehub.events.look", "1h"));
    }

    /** Somebody's page, which follows events. */
    private static final class Screen implements AutoCloseable {

        private final BlockingQueue<JsonNode> told = new LinkedBlockingQueue<>();
        private final InputStream stream;

        Screen(EngineersHub hub, String query) throws IOException, InterruptedException {
            this.stream = CLIENT.send(HttpRequest.newBuilder(URI.create(hub.url() + "/api/v1/events" + query))
                    .header("X-Api-Key", hub.key(Role.AGENT)).build(), BodyHandlers.ofInputStream()).body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var lines = new Scanner(stream, StandardCharsets.UTF_8)) {
                while (lines.hasNextLine()) {
                    var line = lines.nextLine();
                    if (line.startsWith("data:")) {
                        told.add(ExactJson.parse(line.substring("data:".length())));
                    }
                }
            }
        }

        JsonNode next() throws InterruptedException {
            var next = told.poll(Duration.ofSeconds(20).toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("an event").isNotNull();
            return next;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
