package io.casehub.identity;

import static io.casehub.Arrivals.Arrival.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.TestDatabase;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingFile;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.normal.PersonName;
import io.casehub.mapping.Spot;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerKind;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** What is kept in memory of a profile is what is committed, whoever changed it and when. */
class SketchesIT {

    @TempDir
    static Path temp;

    private static final Matcher MATCHER = new Matcher(
            MatchingFile.read(Spot.read(Path.of("mappings/matching.yaml"))));

    private final TestDatabase database = TestDatabase.cleared();
    private final JdbcClient jdbc = database.jdbc();
    private final Members members = new Members(jdbc, new NameTable(jdbc));
    private final ProfileTable profiles = new ProfileTable(jdbc);
    private Sketches sketches = new Sketches(profiles);
    private long ada;

    @BeforeEach
    void store() {
        ada = members.newIds(1).getFirst();
        database.transaction().executeWithoutResult(status -> save("Ada Byron"));
        assertThat(keptAs("Ada Byron")).isTrue();
    }

    @Test
    void whatIsKeptIsNotReadAgain() {
        jdbc.sql("update member set profile = replace(profile, 'byron', 'king') where id = ?").param(ada).update();

        assertThat(keptAs("Ada Byron")).as("as nobody has said that it changed").isTrue();
    }

    @Test
    void whatHasChangedIsReadAgain() {
        change("Ada King", status -> {
        });

        assertThat(keptAs("Ada King")).isTrue();
    }

    @Test
    void whoIsSomebodyElseNowIsComparedAsThat() {
        try (var hub = new Arrivals(temp); var other = hub.neighbour()) {
            hub.arrive(customer("crm:1", "Ada Byron", "ada@x.example"));
            hub.arrive(customer("crm:2", "Ada Byron", "byron@x.example"));
            other.arrive(customer("crm:3", "Ada Byron", "countess@x.example"));
            hub.arrive(customer("crm:1", "Ada Byron", "lovelace@y.example"));

            other.arrive(customer("crm:4", "Ada Byron", "lovelace@y.example"));
            assertThat(hub.customer("crm:4")).isEqualTo(hub.customer("crm:1")).isNotEqualTo(hub.customer("crm:2"));

            hub.arrive(customer("crm:2", "Ada Byron", "king@z.example"));
            hub.arrive(customer("erp:5", "Ada Byron", "king@z.example"));
            assertThat(hub.customer("erp:5")).isEqualTo(hub.customer("crm:2")).isNotEqualTo(hub.customer("crm:1"));
        }
    }

    @Test
    void whatTheNodeItselfHasChangedAfterItAskedIsReadAgain() {
        database.transaction().executeWithoutResult(status -> {
            jdbc.sql("select pg_current_xact_id()").query((row, number) -> row.getString(1)).single();
            change("Otto Blum", next(), within -> {
            }); // another one ends between
            assertThat(keptAs("Ada Byron")).isTrue();
            save("Ada King");
            profiles.change(List.of(ada));
        });

        assertThat(keptAs("Ada King")).isTrue();
    }

    @Test
    void aChangeThatIsNotCommittedYetIsSeenOnceItIs() throws Exception {
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("update member set profile = replace(profile, 'byron', 'king') where id = " + ada);
                statement.execute("insert into profile_change values (" + ada + ", pg_current_xact_id())");
            }
            change("Otto Blum", next(), status -> {
            });
            assertThat(keptAs("Ada Byron")).isTrue();

            other.commit();

            assertThat(keptAs("Ada King")).isTrue();
        }
    }

    @Test
    void whatWasReadBeforeItChangedIsNotKeptBehindWhoSawTheChange() {
        var readers = new ArrayDeque<Runnable>();
        var table = new ProfileTable(jdbc) {

            @Override
            Map<Long, Profile> of(Collection<Long> members) {
                var read = super.of(members);
                if (!readers.isEmpty()) {
                    readers.pop().run();
                }
                return read;
            }
        };
        sketches = new Sketches(table);
        readers.push(() -> {
            change("Ada King", status -> {
            });
            assertThat(keptAs("Ada King")).isTrue();
        });

        assertThat(keptAs("Ada Byron")).as("read before it changed").isTrue();
        assertThat(keptAs("Ada King")).isTrue();
    }

    @Test
    void aChangeThatWasTakenBackChangesNothing() {
        change("Ada King", status -> status.setRollbackOnly());

        assertThat(keptAs("Ada Byron")).isTrue();
    }

    @Test
    void whatARestoredDatabaseSaysOfTheFutureIsForgotten() {
        jdbc.sql("insert into profile_change values (?, '99999999999')").param(ada).update();
        assertThat(profiles.changes("0").members()).containsExactly(ada);

        profiles.on();

        assertThat(profiles.changes("0").members()).isEmpty();
    }

    @Test
    void whoKnowsOneContactAndNoMoreIsNotCompared() {
        jdbc.sql("update member set thin = true where id = ?").param(ada).update();

        assertThat(new Sketches(profiles).of(new long[]{ada, ada + 1}, MATCHER)).containsExactly(null, null);
    }

    private long next() {
        return members.newIds(1).getFirst();
    }

    private void change(String name, Consumer<TransactionStatus> end) {
        change(name, ada, end);
    }

    /** By a transaction of its own, also within another one. */
    private void change(String name, long member, Consumer<TransactionStatus> end) {
        var transaction = database.transaction();
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            save(name, member);
            profiles.change(List.of(member));
            end.accept(status);
        });
    }

    private void save(String name) {
        save(name, ada);
    }

    private void save(String name, long member) {
        var own = CustomerId.next();
        members.save(List.of(new Member(member, new SourceRef("crm", Entity.CUSTOMER, String.valueOf(member)), false,
                name, NormalForm.of(profile(name)), Set.of(), new long[0], own, own)), List.of());
    }

    private static Profile profile(String name) {
        return new Profile(CustomerKind.PERSON, PersonName.of(null, null, name), null, List.of(), List.of(), List.of(),
                null, Map.of(), Map.of());
    }

    /** Whether she agrees as well with one of this name as such a one with himself. */
    private boolean keptAs(String name) {
        var kept = Objects.requireNonNull(sketches.of(new long[]{ada}, MATCHER)[0]);
        var one = MATCHER.sketch(profile(name));
        return MATCHER.judge(kept, one, false).bits() == MATCHER.judge(one, one, false).bits();
    }
}
