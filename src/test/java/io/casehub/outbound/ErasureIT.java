package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Inspection;
import io.casehub.audit.RecordedEntry;
import io.casehub.audit.Seals;
import io.casehub.audit.Subject;
import io.casehub.audit.Tampering;
import io.casehub.cases.CaseComment;
import io.casehub.cases.Cases;
import io.casehub.cases.Erasure;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was written about a person is erased in all rooms that keep it, and nothing of anybody else.
 */
class ErasureIT {

    @TempDir
    static Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub = carrier.serves(temp);
    private final Cases cases = hub.rooms.get(Cases.class);
    private final AuditTrail audit = hub.rooms.get(AuditTrail.class);
    private final Erasure erasure = hub.rooms.get(Erasure.class);

    @BeforeEach
    void twoCustomersHaveCasesWithComments() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", "anna@blum.example"),
                Arrival.customer("crm:2", "Otto Other", "otto@other.example"), Arrival.ticket("7", "1"),
                Arrival.ticket("8", "2"));
        for (var key : List.of("7", "8")) {
            cases.comment(caseOf(key), "Her PIN is 1234", true, "agent:ada", Optional.empty());
        }
        hub.rooms.get(Seals.class).make();
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void textsAndValuesAreGoneAndTheTrailStillProvesItself() {
        erase();
        hub.rooms.get(Seals.class).make();

        assertThat(cases.comments(caseOf("7"))).extracting(CaseComment::text).containsExactly("[erased]");
        assertThat(history("7")).hasSizeGreaterThanOrEqualTo(3).extracting(recorded -> recorded.entry().after())
                .containsOnlyNulls();
        assertThat(history("7")).last().satisfies(
                recorded -> assertThat(recorded.entry().action()).isEqualTo("contents.erased"));
        assertThat(audit.of(new Subject("customer", hub.customer("crm:1").toString()), 0, 10)).singleElement()
                .satisfies(
                        recorded -> assertThat(recorded.entry().cause())
                                .isEqualTo("cases 1, comments 1, entries 2, reads 0"));
        var found = new ArrayList<Tampering>();
        hub.rooms.get(Inspection.class).inspect(null, found::add);
        assertThat(found).isEmpty();
    }

    @Test
    void nothingOfAnybodyElseIsTouched() {
        erase();

        assertThat(cases.comments(caseOf("8"))).extracting(CaseComment::text).containsExactly("Her PIN is 1234");
        assertThat(history("8")).extracting(RecordedEntry::erased).containsOnly(false);
    }

    @Test
    void whatWasSentIsForgottenAndWhatIsToBeSentIsNot() {
        assertThat(payload("7")).contains("PIN");
        erase();
        assertThat(payload("7")).contains("PIN");

        hub.database.jdbc().sql("update delivery set state = 'delivered', settled_at = now()").update();
        erase();

        assertThat(payload("7")).isEqualTo("{}");
        assertThat(payload("8")).contains("PIN");
    }

    @Test
    void erasedTwiceIsErasedOnce() {
        erase();
        var after = history("7");

        assertThat(erase()).isEqualTo(new Erasure.Erased(0, 0, 0, 0));
        assertThat(history("7")).isEqualTo(after);
    }

    private Erasure.Erased erase() {
        return erasure.erase(hub.customer("crm:1"), "admin:eve");
    }

    private String payload(String key) {
        return hub.database.jdbc().sql("select payload from delivery where kind = 'case-comment' and key = ?")
                .param(key)
                .query(String.class).single();
    }

    private List<RecordedEntry> history(String key) {
        return audit.of(new Subject("case", caseOf(key).toString()), 0, 100);
    }

    private CaseId caseOf(String key) {
        var ticket = new SourceRef("crm", Entity.CASE, key);
        return cases.linked(List.of(ticket)).values().iterator().next().caseId();
    }
}
