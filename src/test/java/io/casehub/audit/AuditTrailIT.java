package io.casehub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

class AuditTrailIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00.123456789Z");

    private final AuditTrail trail = new AuditTrail(DATABASE.jdbc());
    private final Subject subject = aCase();

    @Test
    void entriesOfASubjectAreNumberedFromOneAndReadBackAsWritten() {
        var opened = new AuditEntry(subject, NINE, "system:crm", "case.opened", null, null, null, "source crm:case:17");
        var changed = status(subject, "new", "open");
        trail.append(opened);
        trail.append(changed);

        assertThat(trail.of(subject, 0, 10)).extracting(RecordedEntry::entry).containsExactly(opened, changed);
        assertThat(trail.of(subject, 1, 10)).extracting(RecordedEntry::seq).containsExactly(2L);
        assertThat(trail.of(subject, 0, 1)).extracting(RecordedEntry::seq).containsExactly(1L);
    }

    @Test
    void aPageOfEntriesGoesInAtOnceAndContinuesEveryChain() {
        var other = aCase();
        trail.append(status(subject, "new", "open"));
        var page = new ArrayList<AuditEntry>();
        for (int i = 0; i < 250; i++) {
            page.add(status(subject, null, "v" + i));
            page.add(status(other, "v" + i, null));
        }

        trail.append(page);

        assertThat(trail.of(subject, 0, 1000)).hasSize(251).last().extracting(RecordedEntry::seq).isEqualTo(251L);
        assertThat(trail.of(other, 0, 1000)).extracting(recorded -> recorded.entry().before()).hasSize(250)
                .startsWith("v0", "v1");
        assertThat(trail.verify(subject)).isEmpty();
        assertThat(trail.verify(other)).isEmpty();
    }

    @Test
    void anEntryIsThereOnlyIfTheChangeItTellsOfIs() {
        DATABASE.transaction().executeWithoutResult(transaction -> {
            trail.append(status(subject, "new", "open"));
            transaction.setRollbackOnly();
        });

        assertThat(trail.of(subject, 0, 10)).isEmpty();
    }

    @Test
    void theDatabaseRefusesToChangeOrDeleteAnEntry() {
        trail.append(status(subject, "new", "open"));

        for (var sql : List.of("update audit_entry set actor = 'agent:eve'", "update audit_entry set after = 'closed'",
                "update audit_entry set before = null", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> DATABASE.jdbc().sql(sql).update()).as(sql)
                    .hasMessageContaining("never changed or deleted");
        }
    }

    @Test
    void aChangeMadeInSpiteOfTheDatabaseShows() {
        for (var sql : List.of("update audit_entry set actor = 'agent:eve'", "update audit_entry set after = 'closed'",
                "update audit_entry set at = at - interval '1 microsecond'", "update audit_entry set cause = null",
                "update audit_entry set salt = null", "delete from audit_entry")) {
            var victim = aCase();
            trail.append(List.of(status(victim, "new", "open"), status(victim, "open", "resolved"),
                    status(victim, "resolved", "closed")));

            behindTheTrigger(sql + " where subject_id = '" + victim.id() + "' and seq = 2");

            assertThat(trail.verify(victim)).as(sql).hasValueSatisfying(t -> assertThat(t.seq()).isEqualTo(2));
        }
    }

    @Test
    void erasedContentsAreGoneAndTheChainStillHolds() {
        trail.append(List.of(status(subject, "Ada", "Ada Byron"), status(subject, "Ada Byron", null)));

        assertThat(trail.erase(subject, NINE, "admin:eve", "customer 17")).isEqualTo(2);

        assertThat(trail.of(subject, 0, 2)).hasSize(2).allSatisfy(recorded -> {
            assertThat(recorded.erased()).isTrue();
            assertThat(recorded.entry().before()).isNull();
            assertThat(recorded.entry().after()).isNull();
            assertThat(recorded.entry().actor()).isEqualTo("agent:ada");
        });
        assertThat(trail.of(subject, 2, 10)).singleElement().satisfies(recorded -> {
            assertThat(recorded.entry().action()).isEqualTo("contents.erased");
            assertThat(recorded.entry().actor()).isEqualTo("admin:eve");
        });
        assertThat(trail.verify(subject)).isEmpty();
        trail.append(status(subject, "new", "open"));
        assertThat(trail.verify(subject)).isEmpty();
        assertThat(trail.erase(aCase(), NINE, "admin:eve", "customer 17")).isZero();
    }

    @Test
    void contentsThatVanishedWithoutAnErasureShow() {
        trail.append(List.of(status(subject, "new", "open"), status(subject, "open", "closed")));

        DATABASE.jdbc().sql("update audit_entry set before = null, after = null, salt = null where subject_id = ?")
                .param(subject.id()).update();

        assertThat(trail.verify(subject)).hasValueSatisfying(t -> assertThat(t.evidence()).contains("no erasure"));
    }

    @Test
    void aLongChainIsReadAndCheckedToItsEnd() {
        for (int i = 0; i < 3; i++) {
            trail.append(IntStream.range(0, 700).mapToObj(n -> status(subject, null, "v" + n)).toList());
        }
        var read = new ArrayList<Long>();

        trail.read(subject, recorded -> read.add(recorded.seq()));

        assertThat(read).containsExactlyElementsOf(LongStream.rangeClosed(1, 2100).boxed().toList());
        assertThat(trail.verify(subject)).isEmpty();
    }

    @Test
    void twoEntriesNeverShareANumber() {
        trail.append(status(subject, "new", "open"));

        assertThatThrownBy(() -> DATABASE.jdbc().sql("insert into audit_entry select * from audit_entry").update())
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("audit_entry_one_per_subject_and_seq");
    }

    private static void behindTheTrigger(String sql) {
        DATABASE.transaction().executeWithoutResult(transaction -> {
            DATABASE.jdbc().sql("set local session_replication_role = replica").update();
            DATABASE.jdbc().sql(sql).update();
        });
    }

    private static Subject aCase() {
        return new Subject("case", UUID.randomUUID().toString());
    }

    private static AuditEntry status(Subject subject, @Nullable String before, @Nullable String after) {
        return new AuditEntry(subject, NINE, "agent:ada", "status.changed", "status", before, after, "api");
    }
}
