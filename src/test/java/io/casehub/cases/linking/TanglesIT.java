package io.casehub.cases.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups of many records, and of records that hang together with too many. */
class TanglesIT {

    private static final Instant DAY = Instant.parse("2026-01-05T10:00:00Z");
    private static final CustomerId ANNA = new CustomerId(UUID.randomUUID());
    private static final int MANY = Surroundings.MOST + 100;

    private final Rooms rooms = Rooms.open(TestDatabase.fresh(), Path.of("mappings"), "ingest", "audit", "identity",
            "cases");
    private final Linking linking = rooms.get(Linking.class);

    @AfterEach
    void closes() {
        rooms.close();
    }

    @Test
    void howeverManyRecordsAreAskedForEachGroupIsWhole() {
        write(MANY, TanglesIT::ticket, TanglesIT::mail);

        var together = linking.together(refs(MANY, TanglesIT::ticket));

        assertThat(together.tangled()).isEmpty();
        assertThat(together.groups()).hasSize(MANY).allSatisfy(group -> assertThat(group).hasSize(2));
    }

    @Test
    void whatHangsTogetherWithTooMuchIsNoGroupAndTroublesNoOther() {
        write(MANY, any -> ticket(0), TanglesIT::mail);
        write(3, any -> ticket(1), number -> mail(MANY + number));

        var together = linking.together(Set.of(mail(7), ticket(1)));

        assertThat(together.tangled()).contains(mail(7), ticket(0)).doesNotContain(ticket(1));
        assertThat(together.groups()).containsExactly(Set.of(ticket(1), mail(MANY), mail(MANY + 1), mail(MANY + 2)));
        assertThat(rooms.get(MeterRegistry.class).counter("casehub.case.tangles").count()).isEqualTo(1);
    }

    /** So many mails, each of which answers a ticket. */
    private void write(int many, IntFunction<SourceRef> to, IntFunction<SourceRef> from) {
        var all = Set.of(refs(many, to), refs(many, from)).stream().flatMap(Set::stream)
                .map(ref -> Item.opened(ref, ANNA, DAY, ref.key())).toList();
        rooms.get(ItemTable.class).save(all);
        rooms.get(EdgeTable.class).add(IntStream.range(0, many).mapToObj(number -> Edge.of(from.apply(number),
                to.apply(number), Rule.NAMED, Verdict.LINK, false, null, "it names it")).toList());
    }

    private static Set<SourceRef> refs(int many, IntFunction<SourceRef> ref) {
        return IntStream.range(0, many).mapToObj(ref).collect(Collectors.toSet());
    }

    private static SourceRef ticket(int number) {
        return new SourceRef("crm", Entity.CASE, "T-" + number);
    }

    private static SourceRef mail(int number) {
        return new SourceRef("email", Entity.INTERACTION, "M-" + number);
    }
}
