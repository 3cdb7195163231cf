package io.casehub.cases.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.cases.Wishes;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulksIT {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private Arrivals hub;
    private Bulks bulks;

    @BeforeEach
    void opensTheHub() {
        hub = new Arrivals(temp);
        bulks = hub.rooms.get(Bulks.class);
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void twoNodesShareTheWorkAndEachChangeIsDoneOnce() {
        var cases = IntStream.range(0, 300).mapToObj(this::open).toList();
        var id = bulks.add(cases.stream().map(hub -> item(hub.number(), 1L, "open")).toList(), "agent:robot",
                Optional.empty());

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.submit(() -> bulks.work(id, LONG));
            nodes.submit(() -> bulks.work(id, LONG));
        }

        assertThat(bulks.get(id).counts()).containsExactlyEntriesOf(Map.of(BulkOutcome.CHANGED, 300));
        assertThat(cases).allSatisfy(hub -> assertThat(changes(hub)).isEqualTo(1));
        assertThat(hub.database.jdbc().sql("select count(*) from case_bulk_item where wishes is not null")
                .query(Long.class).single()).as("what was wished is forgotten").isZero();
    }

    @Test
    void twoBulksThatWantTheSameCasesInOtherOrdersWaitForEachOtherAndBothEnd() {
        var cases = IntStream.range(0, 150).mapToObj(this::open).toList();
        var one = bulks.add(cases.stream().map(hub -> item(hub.number(), null, "open")).toList(), "agent:one",
                Optional.empty());
        var other = bulks.add(
                cases.reversed().stream().map(hub -> item(hub.id().toString(), null, "resolved")).toList(),
                "agent:other", Optional.empty());

        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            nodes.submit(() -> bulks.work(one, LONG));
            nodes.submit(() -> bulks.work(other, LONG));
        }

        assertThat(bulks.get(one).counts().keySet()).isSubsetOf(EnumSet.of(BulkOutcome.CHANGED, BulkOutcome.UNCHANGED));
        assertThat(bulks.get(other).counts()).containsExactlyEntriesOf(Map.of(BulkOutcome.CHANGED, 150));
    }

    @Test
    void whatOneRequestLeavesBehindIsDoneAllTheSame() {
        var cases = IntStream.range(0, 120).mapToObj(this::open).toList();
        var id = bulks.add(cases.stream().map(hub -> item(hub.number(), null, "open")).toList(), "agent:robot",
                Optional.empty());
        bulks.step(id);
        assertThat(bulks.get(id).counts()).containsEntry(BulkOutcome.WAITING, 20);

        bulks.workOnAll();

        assertThat(bulks.get(id).isFinished()).isTrue();
        assertThat(bulks.results(id, EnumSet.allOf(BulkOutcome.class))).extracting(BulkResult::position)
                .containsExactlyElementsOf(IntStream.range(0, 120).boxed().toList());
    }

    @Test
    void aCaseThatIsChangedTwiceIsChangedInTheOrderOfTheRequest() {
        var hub = open(1);
        var id = bulks.add(List.of(item(hub.number(), null, "open"), item(hub.number(), 2L, "resolved"),
                item(hub.number(), 2L, "closed")), "agent:robot", Optional.empty());

        bulks.work(id, LONG);

        assertThat(bulks.results(id, EnumSet.allOf(BulkOutcome.class))).extracting(BulkResult::outcome)
                .containsExactly(BulkOutcome.CHANGED, BulkOutcome.CHANGED, BulkOutcome.STALE);
        assertThat(this.hub.rooms.get(Cases.class).get(hub.id()).status()).isEqualTo(CaseStatus.RESOLVED);
    }

    private HubCase open(int number) {
        return hub.rooms.get(Cases.class).open(new OpenCase(null, null, "Number " + number, CaseStatus.NEW, null, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "a test's", Instant.now(),
                new OpenCase.More(null, null, null, Map.of())), "agent:ada");
    }

    private long changes(HubCase changed) {
        return hub.rooms.get(AuditTrail.class).of(new Subject("case", changed.id().toString()), 0, 100).stream()
                .filter(entry -> entry.entry().action().equals("status.changed")).count();
    }

    private static BulkItem item(String named, @Nullable Long version, String status) {
        return new BulkItem(named, version, new Wishes(Map.of(CaseField.STATUS, status), Map.of()), null);
    }
}
