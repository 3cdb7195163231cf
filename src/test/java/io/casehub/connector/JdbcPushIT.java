package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.TestDatabase;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Confirmation;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Telling a PostgreSQL database, by the rows a statement changes. */
class JdbcPushIT {

    private static final Path TOLD = Path.of("src/test/resources/io/casehub/connector/told");
    private static final TestDatabase VAULT = TestDatabase.fresh();

    private final JdbcClient vault = VAULT.jdbc();
    private RunningRoutes routes;

    JdbcPushIT() throws Exception {
        routes = routes(VAULT.dataSource());
    }

    @BeforeEach
    void makesTheTables() {
        vault.sql(
                """
                        drop table if exists note; drop table if exists ticket;
                        create table ticket (no text primary key, status text not null check (status <> 'CLOSED'), revision bigint);
                        create table note (command text, ticket text, text text, author text, hidden boolean,
                                           constraint note_once unique (command));
                        insert into ticket values ('T 7', 'OPEN', 3)
                        """)
                .update();
    }

    @AfterEach
    void stopsTheRoutes() {
        routes.close();
    }

    @Test
    void aRowThatChangesIsADelivery() {
        assertThat(status("resolved", 3, 1))
                .isEqualTo(new Outcome.Delivered(null, Confirmation.READ_BACK, "1 row, confirmed"));
        assertThat(vault.sql("select status || revision from ticket").query(String.class).single())
                .isEqualTo("RESOLVED4");
    }

    @Test
    void aRowOfAnotherVersionIsAConflictUnlessItSaysSoAlready() {
        vault.sql("update ticket set revision = 9").update();
        assertThat(status("resolved", 3, 1)).isInstanceOf(Outcome.Conflict.class);

        vault.sql("update ticket set status = 'RESOLVED'").update();
        assertThat(status("resolved", 3, 1)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aRepeatIsLookedForFirst() {
        vault.sql("update ticket set status = 'RESOLVED'").update();

        assertThat(status("resolved", 3, 2)).isInstanceOf(Outcome.Delivered.class);
        assertThat(vault.sql("select revision from ticket").query(Long.class).single()).isEqualTo(3);
    }

    @Test
    void aChangeThatATriggerUndoesIsARefusal() {
        vault.sql("""
                create or replace function undo() returns trigger language plpgsql as
                    'begin new.status := old.status; return new; end';
                create trigger undoing before update on ticket for each row execute function undo()
                """).update();

        assertThat(status("resolved", 3, 1)).isEqualTo(
                new Outcome.Refused("the system answered 1 row, but its record says nothing of it"));
    }

    @Test
    void whatTheDatabaseRefusesIsRefused() {
        assertThat(status("closed", 3, 1)).isInstanceOf(Outcome.Refused.class);

        vault.sql("drop table note").update();
        assertThat(comment("T 7", UUID.randomUUID())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theSameNoteTwiceIsOneNote() {
        var id = UUID.randomUUID();

        assertThat(comment("T 7", id)).isInstanceOf(Outcome.Delivered.class);
        assertThat(comment("T 7", id)).isEqualTo(new Outcome.Delivered("it was there already"));
        assertThat(vault.sql("select text, author, hidden from note").query().singleRow())
                .containsEntry("text", "Grüße, 'Łódź' ☂; drop table note").containsEntry("author", null)
                .containsEntry("hidden", true);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(comment("T 8", UUID.randomUUID())).isEqualTo(new Outcome.Refused("there is no such row"));
    }

    @Test
    void aDatabaseThatIsAwayWasNotReached() throws Exception {
        routes.close();
        routes = routes(new DriverManagerDataSource("jdbc:postgresql://localhost:1/none"));

        assertThat(comment("T 7", UUID.randomUUID())).isInstanceOf(Outcome.NotReached.class);
        assertThat(status("resolved", 3, 2)).isInstanceOf(Outcome.NotReached.class);
    }

    private static RunningRoutes routes(DataSource vault) throws Exception {
        var routes = new RunningRoutes(Map.of(), TOLD);
        routes.camel.getRegistry().bind("vault-out", DataSource.class, vault);
        return routes.load("vault/vault-case-status-out").load("vault/vault-case-comment-out");
    }

    private Outcome status(String value, long sequence, int attempt) {
        return routes.carry(
                new Command(UUID.randomUUID(), Topic.of(CaseId.next()), new SourceRef("vault", Entity.CASE, "T 7"),
                        CommandKind.CASE_STATUS,
                        JsonNodeFactory.instance.objectNode().put("value", value), sequence,
                        attempt == 1 ? Manner.FIRST : Manner.AGAIN));
    }

    private Outcome comment(String key, UUID id) {
        return routes.carry(new Command(id, Topic.of(CaseId.next()), new SourceRef("vault", Entity.CASE, key),
                CommandKind.CASE_COMMENT, JsonNodeFactory.instance.objectNode()
                        .put("value", "Grüße, 'Łódź' ☂; drop table note").put("internal", true),
                0, Manner.FIRST));
    }
}
