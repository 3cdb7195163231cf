package io.casehub.audit.reads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RecordedReadsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();

    private final RecordedReads reads = new RecordedReads(DATABASE.jdbc(),
            new ReadSettings(true, Duration.ofDays(1), DataSize.ofMegabytes(1)));

    @BeforeEach
    void nothingWasRead() {
        DATABASE.emptied();
    }

    @Test
    void theSameAnswerIsKeptOnceHoweverManyAreShownItAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var many = new ArrayList<Callable<UUID>>();
            for (int n = 0; n < 40; n++) {
                many.add(() -> show("agent:ada", ADA, "{\"id\": \"" + ADA + "\"}"));
            }
            for (var one : threads.invokeAll(many)) {
                assertThat(text(one.get())).isEqualTo("{\"id\": \"" + ADA + "\"}");
            }
        }

        assertThat(count("recorded_read")).isEqualTo(40);
        assertThat(count("read_content")).isEqualTo(1);
    }

    @Test
    void oneFindsWhoWasShownSomebodyHoweverHeWasShown() {
        var own = show("agent:ada", ADA, "{}");
        var inAList = show("agent:bea", null, "[{\"id\": \"" + BEN + "\"}, {\"id\": \"" + ADA + "\"}]");
        show("agent:bea", BEN, "{\"id\": \"" + BEN + "\"}");

        assertThat(found(List.of(ADA), null, null)).containsExactly(inAList, own);
        assertThat(found(List.of(ADA), "agent:ada", null)).containsExactly(own);
        assertThat(found(null, "agent:bea", null)).hasSize(2);
        assertThat(found(null, null, reads.get(inAList).number())).containsExactly(own);
        assertThat(reads.list(new ReadFilter(null, null, Instant.now().plusSeconds(60), null, null, 10))).isEmpty();
        assertThat(reads.list(new ReadFilter(null, null, null, Instant.now().plusSeconds(60), null, 10))).hasSize(3);
    }

    @Test
    void erasureTakesContentsAndLeavesWhoReadAndWhen() {
        var nothing = show("agent:ada", ADA, "{\"items\": []}");
        var both = show("agent:ada", null, "[\"" + ADA + "\", \"" + BEN + "\"]");
        var others = show("agent:ada", BEN, "{\"items\": []}");

        assertThat(reads.erase(List.of(ADA))).isEqualTo(2);

        for (var erased : List.of(nothing, both)) {
            var left = reads.get(erased);
            assertThat(left.erasedAt()).isNotNull();
            assertThat(left.query()).isNull();
            assertThat(left.actor()).isEqualTo("agent:ada");
            assertThatThrownBy(() -> reads.contents(left)).isInstanceOf(ContentsNotKept.class);
        }
        assertThat(text(others)).isEqualTo("{\"items\": []}");
        assertThat(count("read_content")).isEqualTo(1);
        assertThat(reads.erase(List.of(ADA))).isZero();
    }

    @Test
    void whatIsErasedDoesNotComeBackWithTheSameAnswer() {
        var before = show("agent:ada", ADA, "{\"id\": \"" + ADA + "\"}");
        reads.erase(List.of(ADA));

        var after = show("agent:ada", ADA, "{\"id\": \"" + ADA + "\"}");

        assertThat(text(after)).contains(ADA.toString());
        assertThatThrownBy(() -> reads.contents(reads.get(before))).isInstanceOf(ContentsNotKept.class);
    }

    @Test
    void whatIsOldIsForgottenWithItsContents() {
        var old = show("agent:ada", ADA, "old");
        var shared = show("agent:ada", ADA, "shared");
        DATABASE.jdbc().sql("update recorded_read set at = now() - interval '25 hours'").update();
        var fresh = show("agent:ada", ADA, "shared");

        reads.prune();

        for (var gone : List.of(old, shared)) {
            assertThatThrownBy(() -> reads.get(gone)).isInstanceOf(ReadNotFound.class);
        }
        assertThat(text(fresh)).isEqualTo("shared");
        assertThat(count("read_content")).isEqualTo(1);
    }

    @Test
    void ofWhatIsTooLongTheFactIsKept() {
        var id = UUID.randomUUID();
        reads.record(new Shown(id, "agent:ada", "GET", "/api/v1/cases/1/documents/2", null, null, 200, "text/plain",
                null));

        assertThat(reads.get(id).size()).isNull();
        assertThatThrownBy(() -> reads.contents(reads.get(id))).isInstanceOf(ContentsNotKept.class)
                .hasMessageContaining("too long");
    }

    private UUID show(String actor, @Nullable UUID subject, String text) {
        var id = UUID.randomUUID();
        reads.record(new Shown(id, actor, "GET", "/api/v1/customers/x", "phone=030", subject, 200, "application/json",
                text.getBytes(UTF_8)));
        return id;
    }

    private String text(UUID id) {
        return new String(reads.contents(reads.get(id)), UTF_8);
    }

    private List<UUID> found(@Nullable List<UUID> shown, @Nullable String actor, @Nullable Long behind) {
        return reads.list(new ReadFilter(shown, actor, null, null, behind, 10)).stream().map(RecordedRead::id).toList();
    }

    private int count(String table) {
        return DATABASE.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }
}
