package io.casehub.cases.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.Cases;
import io.casehub.cases.Decision;
import io.casehub.cases.OpenCase;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.io.ByteArrayResource;

/** Documents that people put on cases, on a real database and a real folder. */
class CaseDocumentsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Rooms rooms;
    private CaseDocuments documents;

    @BeforeEach
    void opensTheRooms() {
        rooms = Rooms.open(DATABASE.emptied(), Path.of("mappings"), context -> TestPropertyValues
                .of("casehub.documents.folder=" + folder, "casehub.documents.unclaimed=24h")
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "documents"), "ingest",
                "audit", "identity", "cases");
        documents = rooms.get(CaseDocuments.class);
    }

    @AfterEach
    void closesTheRooms() {
        rooms.close();
    }

    @Test
    void whatIsAddedStandsInTheHistoryAndChangesTheCase() throws IOException {
        var id = open();
        var added = add(id, Visibility.CUSTOMER, "Hello").getFirst();

        documents.remove(id, added.id(), visibility -> true, "agent:ben");

        var history = rooms.get(AuditTrail.class).of(new Subject("case", id.toString()), 0, 10);
        assertThat(history).extracting(entry -> entry.entry().action()).containsExactly("case.opened",
                "case.document-added", "case.document-removed");
        assertThat(history.get(1).entry().after()).isEqualTo("0.txt (text/plain, 5 bytes, customer, SHA-256 "
                + added.sha256() + ")").isEqualTo(history.get(2).entry().before());
        assertThat(history.get(2).entry().actor()).isEqualTo("agent:ben");
        assertThat(rooms.get(Cases.class).get(id).version()).isEqualTo(3);
        assertThat(documents.of(id, visibility -> true)).isEmpty();
        assertThat(rooms.get(MeterRegistry.class).get("casehub.documents.stored.bytes").counter().count()).isEqualTo(5);
    }

    @Test
    void whoMayNotSeeADocumentHasNone() {
        var id = open();
        var internal = add(id, Visibility.INTERNAL, "inside").getFirst();
        var shared = add(id, Visibility.CUSTOMER, "outside").getFirst();

        assertThat(documents.of(id, Visibility.CUSTOMER::equals)).containsExactly(shared);
        assertThatThrownBy(() -> documents.find(id, internal.id(), Visibility.CUSTOMER::equals))
                .isInstanceOf(DocumentNotFound.class);
        assertThatThrownBy(() -> documents.remove(id, internal.id(), Visibility.CUSTOMER::equals, "customer:x"))
                .isInstanceOf(DocumentNotFound.class);
        assertThatThrownBy(() -> documents.find(open(), shared.id(), visibility -> true))
                .isInstanceOf(DocumentNotFound.class);
    }

    @Test
    void aRefusedFileTakesTheOthersOfItsRequestWithItAndIsCounted() throws IOException {
        var id = open();

        assertThatThrownBy(() -> add(id, Visibility.INTERNAL, "fine", "<html><body>x</body></html>"))
                .isInstanceOf(DocumentRefused.class);

        assertThat(documents.of(id, visibility -> true)).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(rooms.get(MeterRegistry.class).get("casehub.documents.refused").tag("reason", "type-not-taken")
                .counter().count()).isEqualTo(1);
    }

    @Test
    void aContentThatRottedIsNotGivenOutAndIsCounted() throws IOException {
        var id = open();
        var added = add(id, Visibility.INTERNAL, "Hello").getFirst();
        Files.writeString(files().getFirst(), "Hullo");

        assertThatThrownBy(() -> documents.find(id, added.id(), visibility -> true).open())
                .isInstanceOf(ContentBroken.class);

        assertThat(rooms.get(MeterRegistry.class).get("casehub.documents.broken").counter().count()).isEqualTo(1);
    }

    @Test
    void aContentStaysWhileADocumentHasItAndGoesSomeTimeAfterTheLast() throws IOException {
        var one = open();
        var other = open();
        var first = add(one, Visibility.INTERNAL, "Same").getFirst();
        var second = add(other, Visibility.INTERNAL, "Same").getFirst();
        add(other, Visibility.INTERNAL, "Another");
        assertThat(files()).hasSize(2);
        age();

        documents.remove(one, first.id(), visibility -> true, "agent:ada");
        longAgo();
        sweep();
        assertThat(files()).hasSize(2);
        documents.remove(other, second.id(), visibility -> true, "agent:ada");
        sweep();
        assertThat(files()).hasSize(2);
        longAgo();
        sweep();
        assertThat(files()).hasSize(1);
        assertThat(documents.find(other, documents.of(other, visibility -> true).getFirst().id(), visibility -> true)
                .open().file()).hasContent("Another");
    }

    @Test
    void aContentThatNoDocumentCameToHaveIsSweptByItsAge() throws IOException {
        try (var draft = rooms.get(Drafts.class).of(new ByteArrayResource("orphan".getBytes(UTF_8)).getInputStream())) {
            rooms.get(ContentStore.class).put(draft);
        }

        sweep();
        assertThat(files()).hasSize(1);
        age();
        sweep();
        assertThat(files()).isEmpty();
    }

    @Test
    void noDocumentIsWithoutItsContentHoweverManyAddAndSweepAtOnce() throws Exception {
        var id = open();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = IntStream.range(0, 60).<Callable<String>>mapToObj(n -> () -> {
                if (n % 3 == 0) {
                    age();
                    sweep();
                    return "swept";
                }
                try {
                    var added = add(id, Visibility.INTERNAL, "content " + n % 4).getFirst();
                    documents.remove(id, added.id(), visibility -> true, "agent:ada");
                    longAgo();
                    return add(id, Visibility.INTERNAL, "content " + n % 4).getFirst().id().toString();
                } catch (ContentStoreDown e) {
                    return "told to try again";
                }
            }).toList();
            for (var done : many.invokeAll(work)) {
                assertThat(done.get()).isNotBlank();
            }
        }

        var kept = documents.of(id, visibility -> true);
        assertThat(kept).isNotEmpty();
        for (var document : kept) {
            documents.find(id, document.id(), visibility -> true).open().close();
        }
    }

    @Test
    void whatWasPutOnACaseThatWasMergedIsThereToo() {
        var to = open();
        var from = open();
        var carried = add(from, Visibility.INTERNAL, "one").getFirst();
        var own = add(to, Visibility.INTERNAL, "two").getFirst();

        rooms.get(CaseDecisions.class).decide(new Decision.Wish(Decision.Kind.MERGE, to, List.of(from), Set.of(), null,
                false), "agent:ada");

        assertThat(documents.of(to, visibility -> true)).containsExactlyInAnyOrder(carried, own);
        assertThat(documents.find(to, carried.id(), visibility -> true).document()).isEqualTo(carried);
    }

    private CaseId open() {
        return rooms.get(Cases.class).open(new OpenCase(null, null, "Cups", CaseStatus.NEW, Priority.NORMAL, null,
                new SourceRef("api", Entity.CASE, UUID.randomUUID().toString()), "a test", Instant.now()), "agent:ada")
                .id();
    }

    private List<Document> add(CaseId id, Visibility visibility, String... texts) {
        var files = IntStream.range(0, texts.length).mapToObj(n -> new NewDocument(n + ".txt", "text/plain",
                new ByteArrayResource(texts[n].getBytes(UTF_8)))).toList();
        return documents.add(id, files, visibility, null, "agent:ada", Optional.empty());
    }

    private void sweep() throws IOException {
        rooms.get(ContentSweep.class).sweep();
    }

    /** What was removed was removed two days ago. */
    private static void longAgo() {
        DATABASE.jdbc().sql("update case_document set removed_at = removed_at - interval '2 days'").update();
    }

    /** All contents were put two days ago. */
    private void age() throws IOException {
        for (var file : files()) {
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
            }
        }
    }

    private List<Path> files() throws IOException {
        var contents = folder.resolve("contents");
        try (Stream<Path> files = Files.exists(contents) ? Files.walk(contents) : Stream.empty()) {
            return Arrays.asList(files.filter(Files::isRegularFile).toArray(Path[]::new));
        }
    }
}
