package io.casehub.cases.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.cases.linking.Groups.Node;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final CustomerId ADA = new CustomerId(new UUID(0, 1));
    private static final CustomerId BEA = new CustomerId(new UUID(0, 2));

    @Test
    void whatIsLinkedIsOneGroup() {
        assertThat(Groups.of(List.of(node(1, ADA, null), node(2, ADA, null), node(3, ADA, null)),
                List.of(edge(1, 2, Rule.SAME_ORDER)))).containsExactlyInAnyOrder(refs(1, 2), refs(3));
    }

    @Test
    void whatSomebodySetApartStaysApartAlsoByWayOfOthers() {
        var edges = List.of(edge(1, 2, Rule.SAME_ORDER), edge(2, 3, Rule.NAMED), apart(1, 3));

        assertThat(Groups.of(List.of(node(1, ADA, null), node(2, ADA, null), node(3, ADA, null)), edges))
                .as("the stronger edge wins").containsExactlyInAnyOrder(refs(2, 3), refs(1));
    }

    @Test
    void anAnswerThatNamesAnotherOrderTakesNoMatterAlong() {
        var nodes = List.of(node(1, ADA, "B1"), node(2, ADA, null), node(3, ADA, "B2"));
        var edges = List.of(edge(2, 1, Rule.THREAD), careful(2, 3, "B2"));

        assertThat(Groups.of(nodes, edges)).containsExactlyInAnyOrder(refs(1, 2), refs(3));
    }

    @Test
    void aGuestsOwnMattersAreOthers() {
        var nodes = List.of(node(1, ADA, null), node(2, BEA, "B2"), node(3, BEA, "B2"));
        var edges = List.of(edge(2, 1, Rule.THREAD), edge(2, 3, Rule.SAME_ORDER));

        assertThat(Groups.of(nodes, edges)).containsExactlyInAnyOrder(refs(1, 2), refs(3));
    }

    @Test
    void theOrderOfEdgesAndRecordsDoesNotMatterAndNoGroupHasTwoCustomersOrWhatIsApart() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var nodes = new ArrayList<>(IntStream.range(0, 12).mapToObj(i -> node(i, random.nextInt(4) > 0 ? ADA : BEA,
                    random.nextInt(3) == 0 ? "B" + random.nextInt(3) : null)).toList());
            var edges = new ArrayList<>(IntStream.range(0, 25).mapToObj(i -> some(random)).toList());
            var expected = new HashSet<>(Groups.of(nodes, edges));
            for (int again = 0; again < 5; again++) {
                Collections.shuffle(nodes, random);
                Collections.shuffle(edges, random);
                assertThat(new HashSet<>(Groups.of(nodes, edges))).as("seed " + seed).isEqualTo(expected);
            }
            edges.stream().filter(edge -> edge.verdict() == Verdict.APART).forEach(edge -> assertThat(expected)
                    .noneMatch(group -> group.contains(edge.from()) && group.contains(edge.to())));
        }
    }

    private static Edge some(Random random) {
        int a = random.nextInt(12);
        int b = (a + 1 + random.nextInt(11)) % 12;
        int kind = random.nextInt(10);
        if (kind == 0) {
            return apart(a, b);
        }
        return kind < 3 ? careful(a, b, "B" + random.nextInt(3)) : edge(a, b, Rule.values()[random.nextInt(5)]);
    }

    private static Node node(int n, @Nullable CustomerId customer, @Nullable String anchor) {
        return new Node(ref(n), customer, Instant.EPOCH.plusSeconds(n / 2), anchor);
    }

    private static Edge edge(int a, int b, Rule rule) {
        return rule == Rule.THREAD
                ? new Edge(new UUID(a, b), ref(a), ref(b), rule, Verdict.LINK, false, null, "because", null)
                : Edge.of(ref(a), ref(b), rule, Verdict.LINK, false, null, "because");
    }

    private static Edge careful(int a, int b, String anchor) {
        return Edge.of(ref(a), ref(b), Rule.SAME_ORDER, Verdict.LINK, true, anchor, "because");
    }

    private static Edge apart(int a, int b) {
        return Edge.of(ref(a), ref(b), Rule.AGENT, Verdict.APART, false, null, "because");
    }

    private static SourceRef ref(int n) {
        return new SourceRef("crm", Entity.CASE, String.valueOf(100 + n));
    }

    private static Set<SourceRef> refs(int... n) {
        var refs = new HashSet<SourceRef>();
        IntStream.of(n).forEach(one -> refs.add(ref(one)));
        return refs;
    }
}
