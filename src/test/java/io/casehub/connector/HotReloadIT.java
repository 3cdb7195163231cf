package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors that come, change and go while the hub runs. */
class HotReloadIT {

    private static final Duration SECONDS = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void aFolderThatComesChangesBreaksAndGoesTakesEffectAndNoOtherRouteNotices() throws IOException {
        try (var system = new FakeSystem();
                var hub = EngineersHub.start(folder, TestDatabase.fresh(), Map.of())) {
            system.answers(200, "", "{\"data\": [{\"id\": 1, \"name\": \"Ada\", \"at\": \"2026-01-01T00:00:01Z\"}]}");
            connector(hub, "other", "name");

            connector(hub, "acme", "name");
            await().atMost(SECONDS).untilAsserted(
                    () -> assertThat(hub.connector("acme")).hasValueSatisfying(
                            state -> assertThat(state.reason()).isEqualTo("set acme.url")));

            hub.write("settings.properties", "acme.url=" + system.url() + "\nother.url=" + system.url() + "\n");
            await().atMost(SECONDS).until(() -> hub.connector("other").filter(
                    state -> state.state().equals("running")).isPresent());
            var other = hub.route("other-customers");
            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub.reading("acme")).hasValueSatisfying(
                    reading -> assertThat(reading.books().applied()).as(hub.parked().toString()).isEqualTo(1)));

            hub.write("mappings/acme/customer.jslt", mapping("nick"));
            system.answers(200, "", "{\"data\": [{\"id\": 1, \"nick\": \"A\", \"at\": \"2026-01-01T00:00:02Z\"}]}");
            await().atMost(SECONDS).until(() -> hub.jdbc()
                    .sql("select count(*) from source_version where canonical like '%\"name\":\"A\"%'")
                    .query(Integer.class).single() == 1);

            hub.write("mappings/acme/customer.jslt", "{ \"name\": ");
            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub.connector("acme").orElseThrow().reason())
                    .contains("it runs as before").contains("acme/customer"));
            hub.write("mappings/acme/customer.jslt", mapping("name"))
                    .write("routes/acme/acme-customers.camel.yaml", route("acme").replace("pull-http", "pull-htp"));
            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub.connector("acme").orElseThrow().reason())
                    .contains("acme-customers.camel.yaml:4: there is no template pull-htp"));
            assertThat(hub.connector("acme").orElseThrow().state()).isEqualTo("running");

            hub.remove("acme");
            await().atMost(SECONDS).until(() -> hub.connector("acme").isEmpty());
            assertThat(hub.route("other-customers")).isSameAs(other);
        }
    }

    private static void connector(EngineersHub hub, String name, String field) {
        hub.write("mappings/" + name + "/customer.jslt", mapping(field))
                .write("routes/" + name + "/" + name + "-customers.camel.yaml", route(name))
                .write("routes/" + name + "/connector.yaml", "title: " + name + "\nsettings:\n  url: {required: true}\n"
                        + "defaults: {every: 200ms}\n");
    }

    private static String mapping(String field) {
        return "{\"source\": {\"key\": string(.id)}, \"changedAt\": .at, \"kind\": \"person\", \"name\": ." + field
                + "}";
    }

    private static String route(String name) {
        return """
                # Its customers.
                - templatedRoute:
                    routeId: %1$s-customers
                    routeTemplateRef: pull-http
                    parameters:
                      - {name: system,  value: %1$s}
                      - {name: url,     value: "{{%1$s.url}}/customers"}
                      - {name: records, value: /data}
                      - {name: paging,  value: none}
                      - {name: reads,   value: everything}
                      - {name: mapping, value: %1$s/customer}
                """.formatted(name);
    }
}
