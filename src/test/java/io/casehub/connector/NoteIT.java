package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariDataSource;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.TestDatabase;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Folder;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Carrier;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Deliveries;
import io.casehub.outbound.Delivery;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * From a case in the hub to the order in a ledger that knows nothing of cases, and to a database.
 */
class NoteIT {

    private static final Path TOLD = Path.of("src/test/resources/io/casehub/connector/told");

    @TempDir
    Path folder;

    private final FakeSystem ledger = new FakeSystem();

    @AfterEach
    void closesTheLedger() {
        ledger.close();
    }

    @Test
    void aLedgerFindsTheStatusOfACaseOnItsOrder() throws Exception {
        var settings = Map.of("ledger.url", ledger.url());
        try (var routes = routes(settings); var hub = hub(routes.carrier(settings))) {
            ledger.answers(200, "", "{\"result\": 5}").answers(200, "", "{\"result\": 1}");
            hub.arrive(Arrival.customer("erp:K1", "Anna Blum", "anna@blum.example"),
                    new Arrival("ledger/order", Arrival.order("B-1", "K1").record()),
                    Arrival.ticket("7", "1").with("order", "B-1"));
            var cases = hub.rooms.get(Cases.class);
            var ticket = new SourceRef("crm", Entity.CASE, "7");
            var id = cases.linked(List.of(ticket)).values().iterator().next().caseId();

            cases.change(id, Map.of(CaseField.STATUS, "resolved"), null, "agent:ada");

            await().until(() -> hub.rooms.get(Deliveries.class).of(id).stream()
                    .anyMatch(delivery -> delivery.state() == Delivery.State.DELIVERED));
            assertThat(ledger.asked).hasSize(2);
            assertThat(ledger.asked.getFirst()).startsWith("POST /rpc ")
                    .contains("\"order,B-1\",\"" + cases.get(id).number() + " is resolved [casehub ");
        }
    }

    @Test
    void whatWritesToADatabaseHasAPoolOfItsOwnAndWhatReadsCannotWrite() throws Exception {
        var settings = Map.of("vault.url", TestDatabase.fresh().url(), "vault.user", "postgres", "vault.password", "x");
        try (var routes = routes(settings)) {
            var carrier = routes.carrier(settings);

            var outcome = carrier.carry(
                    new Command(UUID.randomUUID(), Topic.of(CaseId.next()), new SourceRef("vault", Entity.CASE, "T 7"),
                            CommandKind.CASE_COMMENT,
                            JsonNodeFactory.instance.objectNode().put("value", "x"), 0, Manner.FIRST));

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.reason()).contains("relation \"note\" does not exist"));
            assertThat(pool(routes, "vault").isReadOnly()).isTrue();
            assertThat(pool(routes, "vault-out").isReadOnly()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"case-note: {repeatable: true} | about says which records",
            "case-status: {about: [order]} | about says which records",
            "case-note: {about: [invoice]} | an order or a customer",
            "case-colour: {repeatable: true} | there is no command case-colour"})
    void aCommandThatCannotBeIsToldWithItsPlace(String command, String sentence) throws IOException {
        Files.writeString(folder.resolve("connector.yaml"), "title: x\ncommands:\n  " + command + "\n");

        assertThatThrownBy(() -> ConnectorFile.read(folder)).isInstanceOf(FileBroken.class)
                .hasMessageContaining("connector.yaml:3: ").hasMessageContaining(sentence);
    }

    private RunningRoutes routes(Map<String, String> settings) throws Exception {
        FileSystemUtils.copyRecursively(TOLD, folder);
        FileSystemUtils.copyRecursively(Path.of("routes/_templates"), folder.resolve("routes/_templates"));
        return new RunningRoutes(settings, folder);
    }

    private Arrivals hub(Carrier carrier) {
        new Folder(folder).write("ledger/order", ".record");
        var started = new AtomicReference<GenericApplicationContext>();
        var hub = new Arrivals(folder, context -> {
            context.registerBean(Carrier.class, () -> carrier);
            started.set(context);
        }, "ingest", "audit", "identity", "cases", "intake", "outbound");
        started.get().publishEvent(
                new ApplicationReadyEvent(new SpringApplication(), new String[0], started.get(), Duration.ZERO));
        return hub;
    }

    private static HikariDataSource pool(RunningRoutes routes, String name) {
        return (HikariDataSource) routes.camel.getRegistry().lookupByNameAndType(name, DataSource.class);
    }
}
