package io.casehub.api;

import static io.casehub.api.CheckedHub.JSON;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.etag;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.with;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.events.subscriptions.Ear;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens, followed as a stream or told by webhook to those who subscribed. */
@RunningHub
@Keeps({"followEvents", "listSubscriptions", "registerSubscription", "readSubscription", "changeSubscription",
        "removeSubscription", "verifySubscription", "pauseSubscription", "resumeSubscription",
        "renewSubscriptionSecret", "replaySubscription", "listSubscriptionDeliveries", "repeatSubscriptionDelivery"})
class EventsContractIT extends ContractPart {

    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

    EventsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void eventsAreFollowedFromWhereOneWas() throws IOException {
        var path = "/api/v1/events";
        try (var stream = desk.open(AGENT, path + "?customer=" + known.ada(), "Last-Event-ID", "0").body()) {
            var lines = new BufferedReader(new InputStreamReader(stream)).lines()
                    .takeWhile(line -> !line.startsWith("data:")).toList();
            assertThat(lines).contains(":following", "retry:1000").anyMatch(line -> line.startsWith("id:"));
        }
        hub.saw("followEvents 200");
        for (var wrong : List.of("?customer=17", "?case=17")) {
            assertThat(hub.agent("followEvents", path + wrong).statusCode()).isEqualTo(400);
        }
        assertThat(hub.agent("followEvents", path + "?case=" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(hub.agent("followEvents", path, "Last-Event-ID", "99999999").statusCode())
                .isEqualTo(410);
    }

    @Test
    void somebodyIsToldByWebhookWhatHeChose(@Autowired JdbcClient jdbc) {
        try (var ear = new Ear()) {
            var wish = "{\"name\": \"desk\", \"url\": \"%s\", \"types\": [\"case.opened\"], \"queues\": [\"returns\"]%s}";
            var registered = subscribed("registerSubscription", "", wish.formatted(ear.url(), ""));
            var path = json(registered).path("href").asText().replace(SUBSCRIPTIONS, "");
            assertThat(registered.statusCode()).isEqualTo(201);
            assertThat(registered.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            var once = subscribed("registerSubscription", "", wish.formatted(ear.url(), ""), "Idempotency-Key",
                    "s1");
            assertThat(json(subscribed("registerSubscription", "", wish.formatted(ear.url(), ""),
                    "Idempotency-Key", "s1"))).isEqualTo(json(once));
            assertThat(
                    subscribed("registerSubscription", "", wish.formatted(ear.url(), "").replace("desk", "d"),
                            "Idempotency-Key", "s1").statusCode())
                    .isEqualTo(422);
            assertThat(subscribed("removeSubscription", "/" + json(once).path("id").asText(), null)
                    .statusCode()).isEqualTo(204);
            assertThat(subscribed("resumeSubscription", path + "/resume", null).statusCode()).isEqualTo(409);
            assertThat(subscribed("pauseSubscription", path + "/pause", null).statusCode()).isEqualTo(409);
            assertThat(json(subscribed("verifySubscription", path + "/verify", null)).path("verified")
                    .asBoolean()).isTrue();
            var before = Instant.now();
            hub.open(
                    "{\"subject\": \"To be told\", \"queue\": \"returns\", \"assignee\": \"carl\", \"type\": \"plain\"}");
            hub.open("{\"subject\": \"Not to be told\"}");
            await().until(() -> ear.told.size() == 1);

            var deliveries = json(subscribed("listSubscriptionDeliveries", path + "/deliveries?fate=delivered",
                    null)).path("items");
            assertThat(deliveries).hasSize(1);
            var repeat = path + "/deliveries/" + deliveries.path(0).path("event").asText() + "/repeat";
            assertThat(subscribed("repeatSubscriptionDelivery", repeat, null).statusCode()).isEqualTo(200);
            await().until(() -> ear.told.size() == 2);
            assertThat(subscribed("replaySubscription", path + "/replay", "{\"from\": \"%s\"}"
                    .formatted(before)).statusCode()).isEqualTo(200);
            await().until(() -> ear.told.size() == 3);
            jdbc.sql("update event_counter set pruned = 1").update();
            try {
                assertThat(subscribed("replaySubscription", path + "/replay",
                        "{\"from\": \"2020-01-01T00:00:00Z\"}")
                        .statusCode()).isEqualTo(410);
            } finally {
                jdbc.sql("update event_counter set pruned = 0").update();
            }
            for (var step : List.of("pause", "resume")) {
                assertThat(subscribed(step + "Subscription", path + "/" + step, null).statusCode())
                        .isEqualTo(200);
            }
            var read = etag(subscribed("readSubscription", path, null));
            for (var status : List.of(200, 412)) {
                assertThat(subscribed("changeSubscription", path, "{\"name\": \"front desk\"}", "If-Match", read)
                        .statusCode()).isEqualTo(status);
            }
            assertThat(json(subscribed("renewSubscriptionSecret", path + "/secret", null)).path("secret"))
                    .isNotEqualTo(json(registered).path("secret"));
            assertThat(json(changed(path, "{\"customer\": \"" + known.ada() + "\", \"types\": [], \"names\": true}"))
                    .has("types")).isFalse();
            assertThat(json(changed(path, "{\"customer\": null, \"url\": \"" + ear.url() + "/2\"}")).path("state")
                    .asText()).isEqualTo("unverified");
            assertThat(json(subscribed("listSubscriptions", "", null)).path("items"))
                    .contains(json(subscribed("readSubscription", path, null)));
            IntStream.range(0, 10).forEach(n -> subscribed("registerSubscription", "",
                    wish.formatted(ear.url(), ", \"names\": false")));
            assertThat(subscribed("registerSubscription", "", wish.formatted(ear.url(), "")).statusCode())
                    .isEqualTo(409);
            json(subscribed("listSubscriptions", "", null)).path("items").forEach(one -> assertThat(
                    subscribed("removeSubscription", "/" + one.path("id").asText(), null).statusCode())
                    .isEqualTo(204));
        }
    }

    @Test
    void whoIsToldIsRegisteredAsTheContractHasItOrNotAtAll() {
        var right = "\"name\": \"desk\", \"url\": \"https://desk.example/hook\"";
        for (var wrong : List.of("{}", "{\"name\": \"desk\"}", "{\"name\": \"desk\", \"url\": \"ftp://desk.example\"}",
                "{" + right + ", \"types\": [\"odd\"]}", "{" + right + ", \"types\": \"case.opened\"}",
                "{" + right + ", \"customer\": \"17\"}", "{" + right + ", \"queues\": [\"\"]}",
                "{" + right + ", \"names\": 1}", "{" + right + ", \"secret\": \"mine\"}",
                "{" + right + ", \"partner\": \"p\", \"types\": [\"customer.changed\"]}",
                "{" + right + ", \"partner\": \"p\", \"names\": true}")) {
            assertThat(subscribed("registerSubscription", "", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        var nobody = "/" + NOBODY;
        for (var step : Map.of("verifySubscription", "/verify", "pauseSubscription", "/pause", "resumeSubscription",
                "/resume", "renewSubscriptionSecret", "/secret", "repeatSubscriptionDelivery", "/deliveries/1/repeat")
                .entrySet()) {
            assertThat(subscribed(step.getKey(), nobody + step.getValue(), null).statusCode()).isEqualTo(404);
            assertThat(subscribed(step.getKey(), "/17" + step.getValue(), null).statusCode()).isEqualTo(400);
        }
        assertThat(subscribed("readSubscription", nobody, null).statusCode()).isEqualTo(404);
        assertThat(subscribed("listSubscriptionDeliveries", nobody + "/deliveries", null).statusCode())
                .isEqualTo(404);
        assertThat(subscribed("removeSubscription", nobody, null).statusCode()).isEqualTo(404);
        assertThat(subscribed("removeSubscription", "/17", null).statusCode()).isEqualTo(400);
        assertThat(changed(nobody, "{}").statusCode()).isEqualTo(404);
        assertThat(changed(nobody, "{\"partner\": \"p\"}").statusCode()).isEqualTo(400);
        var replay = nobody + "/replay";
        assertThat(
                subscribed("replaySubscription", replay, "{\"from\": \"2026-01-05T10:00:00Z\"}").statusCode())
                .isEqualTo(404);
        assertThat(subscribed("replaySubscription", replay, "{\"from\": \"yesterday\"}").statusCode())
                .isEqualTo(400);
        for (var call : Map.of("registerSubscription", "", "replaySubscription", replay, "changeSubscription", nobody)
                .entrySet()) {
            assertThat(subscribed(call.getKey(), call.getValue(), "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
            assertThat(hub.send(INTEGRATOR, call.getKey(), SUBSCRIPTIONS + call.getValue(), "{}", "Content-Type",
                    "text/plain").statusCode()).isEqualTo(415);
        }
    }

    private HttpResponse<String> changed(String path, String body) {
        return subscribed("changeSubscription", path, body);
    }

    private HttpResponse<String> subscribed(String operation, String path, @Nullable String body,
            String... headers) {
        return hub.send(INTEGRATOR, operation, SUBSCRIPTIONS + path, body,
                with(headers, "Content-Type", JSON));
    }
}
