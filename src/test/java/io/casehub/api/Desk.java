package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Listed;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sweep;
import io.casehub.ingest.Sweeps;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mappings;
import io.casehub.model.Entity;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Those who call the hub, and a system that tells it things. */
final class Desk {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Role, String> keys = new ConcurrentHashMap<>();
    private final ApiKeys issuer;
    private final Ingest ingest;
    private final Mappings mappings;
    private final Environment environment;
    private final Sweeps sweeps;

    Desk(ApiKeys issuer, Ingest ingest, Mappings mappings, Environment environment, Sweeps sweeps) {
        this.issuer = issuer;
        this.ingest = ingest;
        this.mappings = mappings;
        this.environment = environment;
        this.sweeps = sweeps;
    }

    String key(Role role) {
        return keys.computeIfAbsent(role, any -> issuer.issue("ada", Set.of(any), null, "cli:root").text());
    }

    /** Sends a request; the headers come as name, value, name, value. */
    HttpResponse<String> send(@Nullable Role as, String method, String path, @Nullable String body, String... headers) {
        return send(as == null ? null : key(as), BodyHandlers.ofString(), method, path, body, headers);
    }

    JsonNode get(String path) {
        return ExactJson.parse(send(Role.AGENT, "GET", path, null).body());
    }

    HttpResponse<InputStream> open(Role as, String path, String... headers) {
        return send(key(as), BodyHandlers.ofInputStream(), "GET", path, null, headers);
    }

    <T> HttpResponse<T> send(@Nullable String key, BodyHandler<T> handler, String method, String path,
            @Nullable String body, String... headers) {
        var request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + environment.getProperty("local.server.port") + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("X-Api-Key", key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Hands in records of one entity of the crm. */
    Receipt told(String entity, String... records) {
        return ingest.accept(new Page("crm", "crm-" + entity, List.of("crm/" + entity),
                Arrays.stream(records).map(Desk::record).toList(), null, null));
    }

    /** A reading of all orders with such keys that lists nothing, though there is one. */
    void held(String prefix) {
        var told = told("order", """
                {"source": {"key": "%s1"}, "number": "%s1", "status": "shipped", "placedAt": "2026-01-04T10:00:00Z"}"""
                .formatted(prefix, prefix));
        if (!(told instanceof Receipt.Landed landed) || landed.applied() == 0) {
            throw new IllegalStateException(told.toString());
        }
        var sweep = new Sweep("crm", "crm-order", Entity.ORDER, prefix, 0.2);
        sweeps.accept(new Page("crm", sweep.route(), List.of(), List.of(), null, null),
                new Listed(sweep, true, List.of(), null));
        sweeps.conclude(sweep);
    }

    /** Does something while a mapping of the crm is not what it should be. */
    void whileBroken(String entity, Runnable then) throws IOException {
        whileMapped("crm", entity, "(", then);
    }

    /** Does something while a mapping of the crm is another. */
    void whileMapped(String entity, String mapping, Runnable then) throws IOException {
        whileMapped("crm", entity, mapping, then);
    }

    void whileMapped(String system, String entity, String mapping, Runnable then) throws IOException {
        var file = Path.of(environment.getRequiredProperty("casehub.mappings"), system, entity + ".jslt");
        var whole = Files.readString(file);
        try {
            Files.writeString(file, mapping);
            mappings.refresh();
            then.run();
        } finally {
            Files.writeString(file, whole);
            mappings.refresh();
        }
    }

    private static RawRecord record(String json) {
        return RawRecord.of(ExactJson.parse(json));
    }
}
