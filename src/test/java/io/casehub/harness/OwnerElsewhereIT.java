package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.erp.Erp;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * The erp, a database, is made the owner of customers' phones by declaration alone: a claim in its
 * {@code connector.yaml}, a route, a mapping, and a line in {@code ownership.yaml}. What an agent
 * corrects then goes there and nowhere else, and comes back.
 */
class OwnerElsewhereIT {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String PHONE = "+493012345678";

    @TempDir
    static Path folder;

    private static HubOnLandscape company;

    @BeforeAll
    static void declares() throws IOException {
        company = HubOnLandscape.start(folder, 40, settings -> Map.of("erp.user", Erp.CLERK, "casehub.routes",
                declared(Path.of(settings.getOrDefault("casehub.mappings", ""))).toString()));
    }

    @AfterAll
    static void closes() {
        company.close();
    }

    @Test
    void aCorrectionGoesToTheDatabaseThatOwnsTheFieldAndComesBack() {
        var id = knownToBoth();
        var path = "/api/v1/customers/" + id;

        var answer = company.api().send("PATCH", path, "{\"phone\": \"" + PHONE + "\"}", "If-Match", "*",
                "Content-Type", "application/merge-patch+json");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(ExactJson.parse(answer.body()).at("/deliveries/0/source/system").asText()).isEqualTo("erp");
        await().atMost(LONGEST).untilAsserted(() -> {
            var profile = company.api().get(path).path("customer");
            assertThat(profile.path("pending").isMissingNode()).as(profile.toString()).isTrue();
            assertThat(contacts(profile)).anyMatch(PHONE::equals);
        });
        assertThat(company.jdbc().sql("select count(*) from delivery where kind = 'contact-correction' and "
                + "(system <> 'erp' or state <> 'delivered')").query(Long.class).single()).isZero();
        assertThat(company.landscape().system("crm").journal().entries())
                .noneMatch(entry -> entry.what().equals("patch contact"));
    }

    /**
     * A customer with one record in the crm and one in the erp, the likeliest of them: one whom nothing
     * but a telephone number held together would be two once it is corrected.
     */
    private static String knownToBoth() {
        return await().atMost(LONGEST).ignoreExceptions().until(() -> company.jdbc().sql("""
                select a.customer_id::text from member a join member b using (customer_id)
                join judgement j on j.one = least(a.id, b.id) and j.other = greatest(a.id, b.id)
                where a.system = 'crm' and b.system = 'erp' and j.ended_at is null and j.verdict = 'join'
                and (select count(*) from member m where m.customer_id = a.customer_id) = 2
                order by j.bits desc limit 1
                """).query(String.class).single(), id -> true);
    }

    private static List<String> contacts(JsonNode profile) {
        return StreamSupport.stream(profile.path("contacts").spliterator(), false)
                .map(contact -> contact.path("value").asText()).toList();
    }

    private static Path declared(Path mappings) {
        var routes = folder.resolve("routes");
        try {
            FileSystemUtils.copyRecursively(Path.of("routes"), routes);
            Files.writeString(routes.resolve("erp/connector.yaml"), """
                    commands:
                      contact-correction: {repeatable: true}  # setting it twice is setting it once
                    owns: [customer.phone]
                    """, StandardOpenOption.APPEND);
            Files.writeString(routes.resolve("erp/erp-contact-correction-out.camel.yaml"),
                    """
                            # What an agent corrected of an account, into the table; with a new time, or nobody would read it again.
                            - templatedRoute:
                                routeId: erp-contact-correction-out
                                routeTemplateRef: push-jdbc
                                parameters:
                                  - {name: system,  value: erp}
                                  - {name: command, value: contact-correction}
                                  - {name: mapping, value: erp/contact-correction-out}
                                  - name: statement
                                    value: >-
                                      update KUNDE set TEL = :?phone,
                                      AENDZEIT = cast(current_timestamp at time zone 'Europe/Berlin' as timestamp(3))
                                      where KDNR = :?key
                            """);
            Files.writeString(mappings.resolve("erp/contact-correction-out.jslt"), """
                    // Correction of a customer → KUNDE
                    {"phone": .set.phone}
                    """);
            var ownership = mappings.resolve("ownership.yaml");
            Files.writeString(ownership, Files.readString(ownership).replace("  fields: #",
                    "  fields:\n    phone: {order: [erp, crm]}\n    #"));
            return routes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
