package io.casehub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.audit.AuditTrail;
import io.casehub.bench.Wire.Answer;
import io.casehub.harness.HubProcess;
import io.casehub.landscape.services.Postgres;
import io.casehub.landscape.system.Loopback;
import io.casehub.mapping.ExactJson;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.FileSystemUtils;

/** A hub as a process of its own on a database of the server, with one connector, a shop. */
final class Hub implements AutoCloseable {

    private static final Path FILES = Path.of("src/test/resources/io/casehub/bench");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Server server;
    private final String database;
    private final int port;
    private final HubProcess process;
    private final String key;

    private Hub(Server server, String database, int port, HubProcess process, String key) {
        this.server = server;
        this.database = database;
        this.port = port;
        this.process = process;
        this.key = key;
    }

    /** A hub that answers. */
    static Hub start(Server server, String database, Path folder, Map<String, String> more) {
        return start(server, database, folder, more, "-Xmx1g");
    }

    static Hub start(Server server, String database, Path folder, Map<String, String> more, String... jvm) {
        int port = Loopback.freePort();
        var process = HubProcess.start("io.casehub.bench.BenchHub",
                settings(server, database, files(folder), port, more),
                folder.resolve("hub.log"), jvm);
        waitUntilReady(port, "/actuator/health/readiness", process);
        var jdbc = server.jdbc(database);
        var key = new ApiKeys(jdbc, new AuditTrail(jdbc), TransactionOperations.withoutTransaction())
                .issue("bench", Role.ofKeys(), Duration.ofDays(1), "cli:bench").text();
        return new Hub(server, database, port, process, key);
    }

    /** Asked every 10 ms until it answers. */
    static void waitUntilReady(int port, String path, HubProcess process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var wire = new Wire(port)) {
                if (wire.send(Wire.request("GET", path, null)).status() < 500) {
                    return;
                }
            } catch (UncheckedIOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("it did not start: see hub.log in the benchmark's folder", e);
                }
            }
            sleep(Duration.ofMillis(10));
        }
    }

    static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    JdbcClient jdbc() {
        return server.jdbc(database);
    }

    /** The hub and its database with all backends. */
    ProcessTrees processes() {
        return new ProcessTrees(process.pid(), server.pid());
    }

    byte[] get(String path, String... headers) {
        return request("GET", path, null, headers);
    }

    byte[] request(String method, String path, @Nullable String body, String... headers) {
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 1, headers.length);
        all[0] = "X-Api-Key: " + key;
        return Wire.request(method, path, body, all);
    }

    /** One call of one of the shop's webhooks, such as {@code customers-told}. */
    static byte[] call(String webhook, String page) {
        return Wire.request("POST", "/api/v1/webhooks/shop-" + webhook, page, "Content-Type: application/json");
    }

    Load load(int connections, int expected, IntFunction<byte[]> requests) {
        return new Load(port, connections, expected, requests);
    }

    Answer send(byte[] request) {
        try (var wire = new Wire(port)) {
            return wire.send(request);
        }
    }

    JsonNode read(String path) {
        var answer = send(get(path));
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " was answered " + answer.status() + ": " + answer.text());
        }
        return ExactJson.parse(answer.text());
    }

    /**
     * Tells the hub of customers, or orders, page by page through two webhooks, and sees that they are
     * in.
     */
    void tell(String kind, List<String> pages) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var odd = threads.submit(() -> tell(kind + "-told-too", pages, 1));
            tell(kind + "-told", pages, 0);
            odd.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not all pages were taken", e);
        }
        long parked = jdbc().sql("select count(*) from parked_record").query(Long.class).single();
        if (parked > 0) {
            throw new IllegalStateException(parked + " records were parked: " + jdbc()
                    .sql("select reason from parked_record limit 1").query(String.class).single());
        }
    }

    private void tell(String webhook, List<String> pages, int first) {
        var own = IntStream.iterate(first, n -> n < pages.size(), n -> n + 2).mapToObj(pages::get).toList();
        load(1, 202, n -> call(webhook, own.get(n))).closed(own.size());
    }

    /** CPU time that the hub has spent so far on compiling itself, in seconds. */
    double compilerSeconds() {
        return ProcessTrees.threadSeconds(pid(), "CompilerThre");
    }

    /** The hub's id of a customer of the shop. */
    String customer(String number) {
        return jdbc().sql("select customer_id::text from member where system = 'shop' and key = ?").param(number)
                .query(String.class).single();
    }

    /** The hub's ids of some customers, everywhere in the store. */
    List<String> customers(int count) {
        return jdbc().sql("""
                select customer_id::text from (
                    select customer_id, row_number() over (order by customer_id) as place, count(*) over () as n
                    from customer_view) v
                where place %% greatest(n / %d, 1) = 0 order by md5(customer_id::text) limit %d
                """.formatted(count, count)).query(String.class).list();
    }

    /** The most memory that it has had, in MB. */
    double peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .sum() / 1024.0;
    }

    @Override
    public void close() {
        process.close();
    }

    private static Map<String, String> settings(Server server, String database, Path files, int port,
            Map<String, String> more) {
        var settings = new HashMap<>(Map.of("spring.datasource.url", server.url(database),
                "spring.datasource.username", Postgres.USER, "spring.datasource.password", Server.PASSWORD,
                "casehub.routes", files.resolve("routes").toString(),
                "casehub.mappings", files.resolve("mappings").toString(), "server.port", String.valueOf(port),
                "casehub.http.max-body", "16MB", "shop.url", "http://127.0.0.1:9", "spring.profiles.active", "bench"));
        settings.put("spring.main.banner-mode", "off");
        settings.putAll(more);
        return settings;
    }

    /** The hub's own templates and rules, and the shop. */
    private static Path files(Path folder) {
        try {
            var files = folder.resolve("files");
            FileSystemUtils.deleteRecursively(files);
            FileSystemUtils.copyRecursively(FILES, files);
            for (var shared : List.of("routes/_templates", "routes/api", "mappings/api", "mappings/cases")) {
                FileSystemUtils.copyRecursively(Path.of(shared), files.resolve(shared));
            }
            try (var rules = Files.newDirectoryStream(Path.of("mappings"), "*.yaml")) {
                for (var rule : rules) {
                    Files.copy(rule, files.resolve("mappings").resolve(rule.getFileName()));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
