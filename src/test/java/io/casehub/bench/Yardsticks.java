package io.casehub.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the 360° read is compared with, in the same server and behind the same security: an answer
 * that is always the same, one that is a row of a table, and one that is asked of five systems
 * while the caller waits. Only the benchmark's hub has them.
 */
@RestController
@Profile("bench")
class Yardsticks {

    static final int SOURCES = 5;

    private final JdbcClient jdbc;
    private final String sources;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private byte @Nullable [] constant;

    Yardsticks(JdbcClient jdbc, @Value("${shop.url}") String sources) {
        this.jdbc = jdbc;
        this.sources = sources;
    }

    /** The view of the customer who was asked for first, ever since. */
    @GetMapping(path = "/api/v1/bench/constant/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> constant(@PathVariable String id) {
        var answer = constant;
        if (answer == null) {
            answer = row(id);
            constant = answer;
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    @GetMapping(path = "/api/v1/bench/row/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> one(@PathVariable String id) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(row(id));
    }

    /** As somebody would who has no hub: all at the same time, and put together when all are there. */
    @GetMapping(path = "/api/v1/bench/composed/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> composed(@PathVariable String id) {
        var asked = IntStream.range(0, SOURCES).mapToObj(source -> client.sendAsync(
                HttpRequest.newBuilder(URI.create(sources + "/source/" + source + "/" + id)).build(),
                BodyHandlers.ofString())).toList();
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
        var json = new StringBuilder("{");
        for (int source = 0; source < SOURCES; source++) {
            json.append(source == 0 ? "" : ",").append("\"source").append(source).append("\":")
                    .append(asked.get(source).join().body());
        }
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .body(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] row(String id) {
        return jdbc.sql("select answer from bench_answer where id = ?").param(UUID.fromString(id))
                .query((row, number) -> row.getBytes(1)).single();
    }
}
