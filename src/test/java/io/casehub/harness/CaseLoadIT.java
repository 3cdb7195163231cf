package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Casehub;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.mapping.ExactJson;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.FileSystemUtils;

/**
 * How quick cases are found, changed and opened among a million of them, over real HTTP:
 * {@code ./mvnw verify -Pharness -Dit.test=CaseLoadIT}; {@code -Dharness.cases=…} changes the
 * number.
 */
@Tag("harness")
class CaseLoadIT {

    private static final List<String> FILTERS = List.of("", "status=new,open&limit=50", "assignee=agent-17&status=open",
            "queue=queue-3&status=open&priority=urgent", "queue=queue-3&type=dispute&assignee=agent-17",
            "team=team-2&priority=high,urgent&type=return", "type=dispute&status=waiting-customer&priority=urgent",
            "q=parcel%204711", "q=lost&status=open&priority=urgent", "q=zzzz", "view=about-to-breach",
            "due=breached&queue=queue-3", "dueBefore=2030-01-01T00:00:00Z&team=team-1",
            "status=closed&queue=queue-7&type=complaint");
    private static final int ASKED = 60;

    private final int cases = Integer.getInteger("harness.cases", 1_000_000);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(1);
    private final StringBuilder table = new StringBuilder();

    @Test
    void aMillionCasesAreSearchedAndChanged(@TempDir Path temp) throws Exception {
        var database = TestDatabase.fresh();
        fill(database.jdbc());
        // the routes of the API alone: nothing else has anything to do
        for (var shared : List.of("_templates", "api")) {
            FileSystemUtils.copyRecursively(Path.of("routes", shared), temp.resolve("routes").resolve(shared));
        }
        FileSystemUtils.copyRecursively(Path.of("mappings", "cases"), temp.resolve("mappings").resolve("cases"));
        Files.delete(temp.resolve("mappings").resolve("cases").resolve("queues.yaml"));
        var types = temp.resolve("mappings").resolve("cases");
        for (var type : List.of("dispute", "return", "complaint", "ticket", "question", "delivery-problem")) {
            var file = types.resolve(type + ".yaml");
            Files.writeString(file, Files.readString(file).replaceAll("queue: [a-z]+", "queue: queue-3"));
        }
        try (var hub = new SpringApplicationBuilder(Casehub.class).run("--server.port=0",
                "--spring.datasource.url=" + database.url(), "--casehub.routes=" + temp.resolve("routes"),
                "--casehub.mappings=" + temp.resolve("mappings"))) {
            var address = "http://localhost:" + hub.getEnvironment().getProperty("local.server.port");
            var key = new ApiKeys(database.jdbc(), new AuditTrail(database.jdbc()),
                    TransactionOperations.withoutTransaction())
                    .issue("load", Role.ofKeys(), Duration.ofHours(1), "harness")
                    .text();
            var caller = new Desk(address, key);
            searches(caller);
            changes(caller, database.jdbc());
        }
        System.out.println(table);
        assertThat(table).contains("PATCH");
    }

    private void searches(Desk caller) {
        var all = new ArrayList<Duration>();
        line("| search | p50 ms | p95 ms | max ms |\n|---|---|---|---|");
        for (var filter : FILTERS) {
            caller.took("GET", "/api/v1/cases?" + filter, null);
            var took = IntStream.range(0, ASKED).mapToObj(n -> caller.took("GET", "/api/v1/cases?" + filter, null))
                    .toList();
            all.addAll(took);
            line("| `%s` | %s | %s | %s |", filter, ms(took, 50), ms(took, 95), ms(took, 100));
        }
        line("| all | %s | %s | %s |", ms(all, 50), ms(all, 95), ms(all, 100));
    }

    private void changes(Desk caller, JdbcClient jdbc) throws InterruptedException {
        var ids = jdbc.sql("select id::text from hub_case where status = 'open' limit 2000").query(String.class).list();
        line("| change | p50 ms | p95 ms | per second |\n|---|---|---|---|");
        measure("PATCH, one at a time", 1, 500, n -> caller.took("PATCH", "/api/v1/cases/" + ids.get(n), patch()));
        measure("PATCH, 8 side by side", 8, 1500,
                n -> caller.took("PATCH", "/api/v1/cases/" + ids.get(n + 500), patch()));
        measure("opened, one at a time", 1, 500, n -> caller.took("POST", "/api/v1/cases", wish(n)));
        measure("opened, 8 side by side", 8, 1500, n -> caller.took("POST", "/api/v1/cases", wish(n)));
        measure("next of a queue, 8 side by side", 8, 1000,
                n -> caller.took("POST", "/api/v1/cases/next", "{\"queue\": \"queue-" + n % 20 + "\"}"));
    }

    private void measure(String what, int side, int times, IntFunction<Duration> once)
            throws InterruptedException {
        var took = new ConcurrentLinkedQueue<Duration>();
        long began = System.nanoTime();
        try (var callers = Executors.newFixedThreadPool(side)) {
            IntStream.range(0, times).forEach(n -> callers.submit(() -> took.add(once.apply(n))));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(took).hasSize(times);
        var all = List.copyOf(took);
        line("| %s | %s | %s | %s |", what, ms(all, 50), ms(all, 95), Math.round(times / seconds));
    }

    private String patch() {
        return "{\"priority\": \"" + (random.nextBoolean() ? "high" : "low") + "\", \"assignee\": \"agent-"
                + random.nextInt(200) + "\"}";
    }

    private static String wish(int n) {
        return "{\"subject\": \"Opened " + n + "\", \"type\": \"dispute\", \"description\": \"Paid twice\"}";
    }

    private void line(String form, Object... values) {
        table.append(values.length == 0 ? form : form.formatted(values)).append('\n');
    }

    private static String ms(List<Duration> took, int percent) {
        var sorted = took.stream().sorted().toList();
        var at = sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        return String.format(Locale.ROOT, "%.1f", at.toNanos() / 1e6);
    }

    /** Two years of cases: most are closed, a tenth is in work, a few are urgent. */
    private void fill(JdbcClient jdbc) {
        jdbc.sql(
                """
                            insert into hub_case (id, customer_id, type, subject, status, priority, assignee, origin_system,
                                origin_entity, origin_key, opened_at, changed_at, queue, team, type_version, due_at, due_state,
                                resolution_due, resolution_warn, resolution_told, first_answer_told)
                            select gen_random_uuid(), gen_random_uuid(),
                                (array['dispute','return','complaint','ticket','question','delivery-problem'])[1 + n % 6],
                                (array['Parcel','Invoice','Order','Lamp','Chair','Refund'])[1 + (r * 6)::int % 6] || ' ' || n % 50000
                                    || ' ' || (array['lost','late','broken','paid twice','wrong','missing','question'])[1 + n % 7],
                                s, (array['low','normal','normal','normal','high','urgent'])[1 + (n / 7) % 6],
                                case when n % 4 > 0 then 'agent-' || n % 200 end, 'load', 'case', n::text,
                                now() - make_interval(secs => (:count - n) * 60.0), now() - make_interval(secs => (:count - n) * 50.0),
                                'queue-' || n % 20, 'team-' || n % 5, null,
                                case when s in ('new', 'open') then now() + make_interval(secs => (r - 0.5) * 1000000) end,
                                case when s in ('new', 'open') then case when r < 0.5 then 'breached' when r < 0.55
                                    then 'about-to-breach' else 'on-time' end end,
                                case when s in ('new', 'open') then now() + make_interval(secs => (r - 0.5) * 1000000) end,
                        case when s in ('new', 'open') then now() + make_interval(secs => (r - 0.6) * 1000000) end,
                        case when r < 0.5 then 'breach' when r < 0.55 then 'warning' else 'nothing' end, 'nothing'
                            from (select n, r, case when r2 < 0.9 then 'closed' when r2 < 0.93 then 'open' when r2 < 0.95 then 'new'
                                         when r2 < 0.98 then 'waiting-customer' else 'resolved' end as s
                                  from (select n, random() as r, random() as r2 from generate_series(1, :count) n) x) y
                            """)
                .param("count", cases).update();
        jdbc.sql("vacuum analyze hub_case").update();
    }

    /** Somebody who calls and looks at his watch. */
    private final class Desk {

        private final String address;
        private final String key;

        Desk(String address, String key) {
            this.address = address;
            this.key = key;
        }

        Duration took(String method, String path, @Nullable String body) {
            var request = HttpRequest.newBuilder(URI.create(address + path)).header("X-Api-Key", key)
                    .header("Content-Type", "application/json").header("If-Match", "*")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
            long began = System.nanoTime();
            try {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path + " " + answer.body()).isBetween(200, 299);
                assertThat(answer.body().isEmpty() || ExactJson.parse(answer.body()).isObject()).isTrue();
            } catch (IOException e) {
                throw new IllegalStateException(path + " got no answer", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }
}
