package io.casehub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

        assertThat(trail.of(subject, 0, 10)).containsExactly(new RecordedEntry(1, opened, false),
                new RecordedEntry(2, changed, false));
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

        trail.erase(subject);

        assertThat(trail.of(subject, 0, 10)).allSatisfy(recorded -> {
            assertThat(recorded.erased()).isTrue();
            assertThat(recorded.entry().before()).isNull();
            assertThat(recorded.entry().after()).isNull();
            assertThat(recorded.entry().actor()).isEqualTo("agent:ada");
        });
        assertThat(trail.verify(subject)).isEmpty();
        trail.append(status(subject, "new", "open"));
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
