package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.cases.CaseField;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub told comes back with a reading, or somebody there has gone on since. */
class EchoesIT {

    private static final int LOCKS_OF_CUSTOMERS = 0x1DE;

    @TempDir
    static Path temp;

    private final TicketSeven ticket = new TicketSeven(temp);
    private final RememberingCarrier carrier = ticket.carrier;
    private final Dispatch dispatch = ticket.room(Dispatch.class);

    @AfterEach
    void closesTheHub() {
        ticket.close();
    }

    @Test
    void ourOwnEchoIsRecognisedAndMovesNothing() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        ticket.carryDue();
        ticket.change(CaseStatus.CLOSED);

        ticket.says(1, 4, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(ticket.commands().getLast().trace().echoedAt()).isNotNull();
        assertThat(ticket.take()).extracting(leased -> leased.delivery().value())
                .containsExactly("closed");
    }

    @Test
    void aPageThatWaitsForTheCustomersOfAnotherHoldsNoCaseMeanwhile() throws Exception {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        ticket.carryDue();
        try (var thread = Executors.newSingleThreadExecutor();
                var other = ticket.database().dataSource().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(%d, slot) from generate_series(0, 1023) slot"
                    .formatted(LOCKS_OF_CUSTOMERS));
            var page = thread.submit(() -> ticket.says(1, 4, "resolved"));
            await().until(() -> ticket.jdbc().sql("""
                    select exists (select from pg_locks where locktype = 'advisory' and classid = ? and not granted
                                   and database = (select oid from pg_database where datname = current_database()))
                    """).param(LOCKS_OF_CUSTOMERS).query(Boolean.class).single());

            statement.execute("select from hub_case for update nowait");
            other.rollback();
            page.get();
        }

        assertThat(ticket.commands().getLast().trace().echoedAt()).isNotNull();
    }

    @Test
    void anEchoThatOvertakesTheAnswerMovesNothingEither() {
        ticket.change(CaseStatus.RESOLVED);
        var leased = ticket.take().getFirst();
        ticket.change(CaseStatus.CLOSED);

        ticket.says(1, 4, "resolved");
        dispatch.carry(leased);

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void whatSomebodyChangedThereAfterUsIsFollowed() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        ticket.carryDue();

        ticket.says(1, 5, "open");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.OPEN);
        assertThat(ticket.take()).isEmpty();
    }

    @Test
    void whatSomebodyChangedThereBesideOurChangeIsFollowedWhenItIsPulled() {
        ticket.change(Map.of(CaseField.PRIORITY, "urgent"));
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 5));
        ticket.carryDue();

        ticket.says(1, 5, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whatWaitsWhileTheSystemGoesOnByItselfIsCalledBack() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.NotReached("connection refused", Duration.ofMillis(100)));
        ticket.take().forEach(dispatch::carry);

        ticket.says(1, 4, "waiting-customer");
        ticket.carryDue();

        assertThat(carrier.carried).hasSize(1);
        assertThat(ticket.newest().state()).isEqualTo(State.CONFLICT);
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void twoStatusesForOneWordOfTheSystemAreOneThere() {
        carrier.oneWord.addAll(List.of("resolved", "closed"));
        ticket.change(CaseStatus.CLOSED);
        ticket.carryDue();

        ticket.says(1, 5, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(ticket.newest().trace().echoedAt()).isNotNull();
    }

    @Test
    void aPriorityThatComesBackMovesNothingThoughAnAgentHasGoneOn() {
        ticket.change(Map.of(CaseField.PRIORITY, "urgent"));
        ticket.carryDue();
        ticket.change(Map.of(CaseField.PRIORITY, "low"));

        ticket.arrive(TicketSeven.said(1, 4, "open").with("priority", "urgent"));

        assertThat(ticket.found().priority().word()).isEqualTo("low");
        assertThat(ticket.take()).hasSize(1);
    }

    @Test
    void whatIsUnknownAndComesBackWithAReadingIsThere() {
        carrier.repeatable.remove("crm");
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();

        ticket.says(1, 4, "resolved");

        assertThat(ticket.newest().fate()).isInstanceOfSatisfying(Fate.Delivered.class,
                delivered -> assertThat(delivered.by()).isEqualTo(Confirmation.PULL));
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
    }
}
