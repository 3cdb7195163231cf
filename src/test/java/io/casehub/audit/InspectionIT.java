package io.casehub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectionIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Subject FIRST = new Subject("case", "1");
    private static final Subject SECOND = new Subject("case", "2");

    private final AuditTrail trail = new AuditTrail(DATABASE.jdbc());
    private final Seals seals = seals("");
    private final List<Tampering> found = new ArrayList<>();

    @BeforeEach
    void twoChainsAreSealedTwice() {
        DATABASE.emptied();
        write(FIRST, 3);
        write(SECOND, 2);
        seals.make();
        write(SECOND, 2);
        seals.make();
        write(FIRST, 1);
    }

    @Test
    void aTrailAsItWasWrittenHasNothingToSay() {
        var inspected = inspect(seals, seals.newest().orElseThrow());

        assertThat(found).isEmpty();
        assertThat(inspected).isEqualTo(new Inspected(2, 8, 2, 1, 2, seals.newest().orElseThrow()));
    }

    @Test
    void anEmptyTrailHasNothingToSay() {
        DATABASE.emptied();

        assertThat(inspect(seals, null)).isEqualTo(new Inspected(0, 0, 0, 0, 0, null));
        assertThat(found).isEmpty();
    }

    @Test
    void newestEntriesThatWereTakenAwayAreMissed() {
        behindTheTrigger("delete from audit_entry where subject_id = '2' and seq > 3");

        inspect(seals, null);

        assertThat(found).singleElement().satisfies(missed -> {
            assertThat(missed.subject()).isEqualTo(SECOND);
            assertThat(missed.seq()).isEqualTo(4);
            assertThat(missed.evidence()).contains("missing").contains("seal 2");
        });
    }

    @Test
    void aWholeChainThatWasTakenAwayIsMissed() {
        behindTheTrigger("delete from audit_entry where subject_id = '1'");

        inspect(seals, null);

        assertThat(found).extracting(Tampering::subject).containsOnly(FIRST);
    }

    @Test
    void aChainThatWasWrittenAnewIsNotTheSealedOne() {
        behindTheTrigger("delete from audit_entry where subject_id = '2'");
        write(SECOND, 4);

        inspect(seals, null);

        assertThat(found).extracting(Tampering::seq).containsExactly(2L, 4L);
    }

    @Test
    void whatWasChangedIsToldOnceAndTheRestIsStillLookedAt() {
        behindTheTrigger("update audit_entry set actor = 'agent:eve' where subject_id = '1' and seq = 2");
        behindTheTrigger("update audit_entry set after = 'x' where subject_id = '1' and seq = 3");
        behindTheTrigger("update audit_entry set at = at + interval '1s' where subject_id = '2' and seq = 1");

        inspect(seals, null);

        assertThat(found).extracting(fault -> fault.subject().id() + " " + fault.seq())
                .containsExactly("1 2", "1 3", "2 1");
    }

    @Test
    void sealsThatWereTakenAwayOrChangedShow() {
        behindTheTrigger("delete from audit_seal where number = 1");
        inspect(seals, null);
        assertThat(found.getFirst().evidence()).isEqualTo("seal 1 is missing");

        twoChainsAreSealedTwice();
        found.clear();
        behindTheTrigger("update audit_sealed set seq = 1 where seal = 2");
        inspect(seals, null);
        assertThat(found.getFirst().evidence()).startsWith("seal 2 was changed");
    }

    @Test
    void aTrailCutOffWithItsSealsIsMissedByWhoNotedASeal() {
        var noted = seals.newest().orElseThrow();
        behindTheTrigger("delete from audit_seal where number = 2");
        behindTheTrigger("delete from audit_sealed where seal = 2");
        behindTheTrigger("delete from audit_entry where subject_id = '2' and seq > 2");

        inspect(seals, null);
        assertThat(found).isEmpty();

        inspect(seals, noted);
        assertThat(found).extracting(Tampering::evidence).containsExactly("seal 2 is not there as it was noted");
    }

    @Test
    void sealsMadeWithAKeyCannotBeMadeWithoutIt() {
        var keyed = seals("a key of some length");
        keyed.make();
        assertThatThrownBy(() -> inspect(seals, null)).hasMessageContaining("casehub.audit.seal-key");
        assertThat(inspect(keyed, null).unkeyed()).isEqualTo(2);
        assertThat(found).isEmpty();

        inspect(seals("another key of some length"), null);
        assertThat(found).extracting(Tampering::evidence)
                .containsExactly("seal 3 was changed, or made with another key");
        found.clear();
        write(SECOND, 1);
        seals.make();
        inspect(keyed, null);
        assertThat(found).extracting(Tampering::evidence).containsExactly("seal 4 was made without the key");
        assertThatThrownBy(() -> new SealKey("short")).hasMessageContaining("at least 16");
    }

    @Test
    void erasedContentsKeepTheSealsWhole() {
        trail.erase(SECOND, Instant.now(), "admin:eve", "customer 17");

        inspect(seals, null);

        assertThat(found).isEmpty();
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteASeal() {
        for (var sql : List.of("delete from audit_seal", "update audit_sealed set seq = 1", "truncate audit_sealed")) {
            assertThatThrownBy(() -> DATABASE.jdbc().sql(sql).update()).as(sql)
                    .hasMessageContaining("never changed or deleted");
        }
    }

    @Test
    void whatIsWrittenWhileSealsAreMadeIsSealedNowOrThen() throws Exception {
        try (var pool = Executors.newFixedThreadPool(4)) {
            var writers = IntStream.range(0, 3).mapToObj(n -> CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 100; i++) {
                    DATABASE.transaction().executeWithoutResult(
                            status -> write(new Subject("case", "busy" + n), 1));
                }
            }, pool)).toArray(CompletableFuture[]::new);
            var writing = CompletableFuture.allOf(writers);
            while (!writing.isDone()) {
                seals.make();
            }
            writing.get();
        }
        seals.make();

        assertThat(inspect(seals, null).unsealed()).isZero();
        assertThat(found).isEmpty();
        assertThat(DATABASE.jdbc()
                .sql("select max(seq) from audit_sealed where subject_id like 'busy%' group by subject_id")
                .query(Long.class).list()).containsExactly(100L, 100L, 100L);
    }

    @Test
    void aNotedSealIsWrittenAsItIsShown() {
        var noted = seals.newest().orElseThrow();

        assertThat(Witness.of(noted.toString())).isEqualTo(noted);
        for (var wrong : List.of("", "17", "17:ab", "x:" + noted.hash(), noted.hash())) {
            assertThatThrownBy(() -> Witness.of(wrong)).as(wrong).hasMessageContaining("is no seal");
        }
    }

    private Inspected inspect(Seals seals, @Nullable Witness noted) {
        return new Inspection(trail, seals).inspect(noted, found::add);
    }

    private static Seals seals(String key) {
        return new Seals(DATABASE.jdbc(), DATABASE.transaction(), new SealKey(key));
    }

    private void write(Subject subject, int entries) {
        trail.append(IntStream.range(0, entries).mapToObj(n -> new AuditEntry(subject, Instant.now(), "agent:ada",
                "status.changed", "status", "new", "open", "api")).toList());
    }

    private static void behindTheTrigger(String sql) {
        DATABASE.transaction().executeWithoutResult(transaction -> {
            DATABASE.jdbc().sql("set local session_replication_role = replica").update();
            DATABASE.jdbc().sql(sql).update();
        });
    }
}
