package io.casehub.ingest;

import static io.casehub.Arrivals.Arrival.customer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Arrivals;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.model.Entity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a system lists no more, from its keys to the view. */
class SweepsIT {

    private static final Sweep CUSTOMERS = new Sweep("crm", "crm-keys", Entity.CUSTOMER, "", 0.2);

    private final Arrivals arrivals;
    private final Sweeps sweeps;

    SweepsIT(@TempDir Path temp) {
        arrivals = new Arrivals(temp);
        sweeps = arrivals.rooms.get(Sweeps.class);
    }

    @BeforeEach
    void theHubKnowsTenCustomers() {
        arrivals.arrive(IntStream.rangeClosed(1, 10).mapToObj(SweepsIT::person).toArray(Arrivals.Arrival[]::new));
    }

    @AfterEach
    void closes() {
        arrivals.close();
    }

    @Test
    void whatIsListedNoMoreLeavesTheViewAndStaysInHistory() {
        var ada = arrivals.customer("crm:10");

        list(true, keys(1, 9));
        sweeps.conclude(CUSTOMERS);

        assertThat(arrivals.shown(ada)).isEmpty();
        assertThat(current()).isEqualTo(keys(1, 9));
        assertThat(versions("10")).hasSize(2).last().asString().contains("notListedBy");
        assertThat(books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(state()).satisfies(state -> assertThat(state.state()).isEqualTo("clear"))
                .satisfies(state -> assertThat(List.of(state.seen(), state.known(), state.missing(), state.gone()))
                        .containsExactly(9L, 10L, 1L, 1L));
    }

    @Test
    void whatIsListedAgainComesBackAsItWasAndGoesAgain() {
        list(true, keys(1, 9));
        sweeps.conclude(CUSTOMERS);

        arrivals.arrive(person(10));
        assertThat(current()).containsAll(keys(1, 10));
        assertThat(arrivals.shown(arrivals.customer("crm:10"))).isNotEmpty();

        list(true, keys(1, 9));
        sweeps.conclude(CUSTOMERS);
        assertThat(current()).isEqualTo(keys(1, 9));
        assertThat(versions("10")).hasSize(3);
    }

    @Test
    void anOlderVersionThanTheOneThatWentDoesNotBringItBack() {
        arrivals.arrive(person(10).version(2));
        list(true, keys(1, 9));
        sweeps.conclude(CUSTOMERS);

        arrivals.arrive(person(10).version(1));
        assertThat(current()).isEqualTo(keys(1, 9));

        arrivals.arrive(person(10).version(3));
        assertThat(current()).contains("10");
    }

    @Test
    void whatWasCreatedWhileItReadStays() {
        list(true, keys(1, 5));
        arrivals.arrive(person(11), person(9).version(2));
        list(false, keys(6, 8));
        sweeps.conclude(CUSTOMERS);

        assertThat(current()).contains("11", "9").doesNotContain("10");
    }

    @Test
    void aReadingThatBrokeOffGoesOnAndALateFirstPageOfAnotherNodeForgetsNothing() {
        list(true, keys(1, 5));
        var late = page("read behind a cursor that moved", "");
        assertThat(sweeps.accept(late, new Listed(CUSTOMERS, true, keys(1, 5), null)))
                .isInstanceOf(Receipt.Outdated.class);
        list(false, keys(6, 10));
        sweeps.conclude(CUSTOMERS);

        assertThat(current()).hasSize(10);
        assertThat(state().missing()).isZero();
    }

    @Test
    void aReadingThatMissesSuspiciouslyManyAsksFirst() {
        list(true, keys(1, 4));
        sweeps.conclude(CUSTOMERS);
        assertThat(current()).hasSize(10);
        assertThat(state().state()).isEqualTo("held");
        assertThat(state().examples()).containsExactly("10", "5", "6", "7", "8");

        arrivals.arrive(person(5).version(2));
        sweeps.confirm("crm-keys");

        assertThat(current()).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
        assertThat(state().state()).isEqualTo("clear");
        assertThatThrownBy(() -> sweeps.confirm("crm-keys")).isInstanceOf(SweepNotHeld.class);
    }

    @Test
    void aHeldSweepIsDismissedOrDissolvesWhenTheRecordsAreListedAgain() {
        for (var dissolve : List.of(true, false)) {
            list(true, keys(1, 4));
            sweeps.conclude(CUSTOMERS);
            assertThat(state().heldSince()).isNotNull();
            if (dissolve) {
                list(true, keys(1, 10));
                sweeps.conclude(CUSTOMERS);
            } else {
                sweeps.dismiss("crm-keys");
            }

            assertThat(state().heldSince()).isNull();
            assertThat(current()).hasSize(10);
        }
    }

    @Test
    void whatIsHeldIsNotConfirmedOnceANewReadingHasListedIt() {
        list(true, keys(1, 4));
        sweeps.conclude(CUSTOMERS);
        list(true, keys(1, 7));

        sweeps.confirm("crm-keys");

        assertThat(current()).isEqualTo(keys(1, 7));
    }

    @Test
    void anEmptyReadingDeletesNothingWithoutAsking() {
        arrivals.arrive(customer("billing:1", "Ada Lovelace", "ada@example.org"));
        var sweep = new Sweep("billing", "billing-keys", Entity.CUSTOMER, "", 1);
        sweeps.accept(new Page("billing", "billing-keys", List.of(), List.of(), null, null),
                new Listed(sweep, true, List.of(), null));
        sweeps.conclude(sweep);

        assertThat(state("billing-keys").state()).isEqualTo("held");
    }

    @Test
    void aPrefixConfinesTheSweepToKeysThatBeginSo() {
        arrivals.arrive(customer("crm:account-1", "Ada Lovelace", "ada@example.org"),
                customer("crm:account_2", "Grace Hopper", "grace@example.org"));
        var accounts = new Sweep("crm", "crm-keys", Entity.CUSTOMER, "account-", 1);
        sweeps.accept(page(null, "c1"), new Listed(accounts, true, List.of("account-9"), null));
        sweeps.conclude(accounts);

        assertThat(current()).hasSize(11).contains("account_2").doesNotContain("account-1");
    }

    @Test
    void aReadingThatDoesNotKnowAllItsKeysTellsNothing() {
        list(true, keys(1, 5));
        sweeps.accept(page(cursor(), cursor() + "x"), new Listed(CUSTOMERS, false, List.of(), "a record has no /id"));
        list(false, keys(6, 8));
        sweeps.conclude(CUSTOMERS);
        assertThat(current()).hasSize(10);
        assertThat(state().state()).isEqualTo("unusable");

        list(true, keys(1, 5));
        sweeps.discard("crm-keys");
        list(false, keys(6, 8));
        sweeps.conclude(CUSTOMERS);
        assertThat(current()).hasSize(10);
        assertThat(state().problem()).contains("cursor was set");
    }

    private void list(boolean isFirst, List<String> keys) {
        var receipt = sweeps.accept(page(cursor(), String.valueOf(System.nanoTime())),
                new Listed(CUSTOMERS, isFirst, keys, null));
        assertThat(receipt).isInstanceOf(Landed.class);
    }

    private @Nullable String cursor() {
        return arrivals.rooms.get(Cursors.class).read("crm-keys").orElse(null);
    }

    private static Page page(@Nullable String before, String after) {
        return new Page("crm", "crm-keys", List.of(), List.of(), before, after);
    }

    private SweepState state() {
        return state("crm-keys");
    }

    private SweepState state(String route) {
        return Objects.requireNonNull(sweeps.all().get(route), route);
    }

    private Landed books() {
        return arrivals.rooms.get(Readings.class).of("crm").stream()
                .filter(reading -> reading.route().equals("crm-keys")).findFirst().orElseThrow().books();
    }

    private List<String> current() {
        return arrivals.database.jdbc()
                .sql("""
                        select key from source_record join source_version using (system, entity, key, changed_at, sequence, raw_hash)
                        where system = 'crm' and canonical <> '{}' order by length(key), key
                        """)
                .query(String.class).list();
    }

    private List<String> versions(String key) {
        return arrivals.database.jdbc().sql("select raw from source_version where key = ? order by arrived").param(key)
                .query(String.class).list();
    }

    private static Arrivals.Arrival person(int n) {
        var names = Arrays.asList("Ada", "Grace", "Edsger", "Barbara", "Donald", "Tony", "Niklaus", "Leslie", "Alan",
                "Frances", "Jean");
        return customer("crm:" + n, names.get(n - 1) + " Number" + n, names.get(n - 1) + n + "@example.org");
    }

    private static List<String> keys(int from, int to) {
        return Stream.iterate(from, n -> n + 1).limit(to - from + 1).map(String::valueOf).toList();
    }
}
