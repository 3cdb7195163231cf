package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many commands a second go to a system that is back and answers at once, and how long a robot
 * waits for 10,000 changes. {@code -Dharness.commands=…} says how many commands. The crm shares the
 * machine and the JVM.
 */
@Tag("harness")
@TestMethodOrder(MethodName.class)
class CommandLoadIT {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int BULK = 10_000;
    private static final List<String> STATUSES = List.of("waiting-customer", "open", "resolved");

    @TempDir
    static Path folder;

    private static HubOnLandscape company;

    @BeforeAll
    static void opens() throws Exception {
        company = HubOnLandscape.start(folder, 150);
        await().atMost(LONGEST).until(() -> company.api().casesOf("crm").size() >= 50);
    }

    @AfterAll
    static void closes() {
        company.close();
    }

    @Test
    void commandsThatWaitGoOutOneBehindTheOtherInEachCaseAndSideBySideOtherwise() {
        int count = Integer.getInteger("harness.commands", 2000);
        var cases = company.api().casesOf("crm");
        company.landscape().system("crm").stop();
        int taken = 0;
        for (int n = 0; taken < count; n++) {
            var id = cases.get(n % cases.size()).path("id").asText();
            int status = company.api().send("POST", "/api/v1/cases/" + id + "/comments",
                    "{\"text\": \"Note " + n + "\"}", "Idempotency-Key", "load " + n, "Content-Type",
                    "application/json")
                    .statusCode();
            assertThat(status).as("308 where two cases became one meanwhile").isIn(201, 308);
            taken += status == 201 ? 1 : 0;
        }
        company.landscape().system("crm").start();
        await().atMost(LONGEST).until(() -> delivered() >= count);

        var told = company.jdbc().sql("""
                select count(*) as n, extract(epoch from max(settled_at) - min(settled_at))::float8 as seconds
                from delivery where kind = 'case-comment' and state = 'delivered' and payload::text like '%Note %'
                """).query((row, n) -> Map.entry(row.getLong("n"), row.getDouble("seconds"))).single();
        System.out.printf("%,d commands in %.1f s: %.0f commands/s%n", told.getKey(), told.getValue(),
                told.getKey() / told.getValue());
        assertThat(told.getKey()).isGreaterThanOrEqualTo(count);
    }

    @Test
    void tenThousandChangesInOneRequestHaveAWordEach() throws Exception {
        var cases = company.api().casesOf("crm");
        var items = JsonNodeFactory.instance.arrayNode();
        for (int n = 0; n < BULK; n++) {
            var item = items.addObject().put("case", cases.get(n % cases.size()).path("number").asText());
            item.putObject("set").put("status", STATUSES.get(n / cases.size() % STATUSES.size()));
        }
        var began = Instant.now();

        var answer = company.api().send("POST", "/api/v1/cases/bulk",
                JsonNodeFactory.instance.objectNode().set("items", items).toString(), "Prefer", "respond-async",
                "Content-Type", "application/json");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var report = "/api/v1/cases/bulk/" + ExactJson.parse(answer.body()).path("id").asText();
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(100))
                .until(() -> company.api().get(report).path("state").asText()
                        .equals("finished"));
        System.out.printf("%,d changes in one request: %.1f s%n", BULK,
                Duration.between(began, Instant.now()).toMillis() / 1000.0);
        assertThat(company.api().get(report).path("items")).hasSize(BULK);
    }

    private static long delivered() {
        return company.jdbc()
                .sql("select count(*) from delivery where state = 'delivered' and payload::text like '%Note %'")
                .query(Long.class).single();
    }
}
