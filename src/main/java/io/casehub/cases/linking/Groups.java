package io.casehub.cases.linking;

import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes groups of what is linked, the strongest edges first. An edge that would bring two customers
 * together, or what somebody has set apart, or, where it is a careful one, two orders, joins
 * nothing. The same edges make the same groups in whatever order they are given.
 */
final class Groups {

    private final Map<SourceRef, Node> nodes;
    private final Map<SourceRef, Group> groups = new HashMap<>();
    private final Set<Set<SourceRef>> apart = new HashSet<>();

    private Groups(Map<SourceRef, Node> nodes, Collection<Edge> edges) {
        this.nodes = nodes;
        edges.stream().filter(edge -> edge.verdict() == Verdict.APART)
                .forEach(edge -> apart.add(Set.of(edge.from(), edge.to())));
    }

    static List<Set<SourceRef>> of(Collection<Node> nodes, Collection<Edge> edges) {
        var known = nodes.stream().collect(Collectors.toMap(Node::source, Function.identity()));
        var grouping = new Groups(known, edges);
        var among = edges.stream()
                .filter(edge -> edge.verdict() == Verdict.LINK && known.containsKey(edge.from())
                        && known.containsKey(edge.to()))
                .sorted(Comparator.comparing(Edge::rule).thenComparing(Edge::isCareful)
                        .thenComparing(grouping::later).thenComparing(Edge::from).thenComparing(Edge::to))
                .toList();
        var guests = grouping.guests(among);
        known.forEach((source, node) -> grouping.groups.put(source, new Group(node, guests.contains(source))));
        among.stream().filter(edge -> isOfHosts(edge, guests)).forEach(grouping::join);
        return grouping.groups.values().stream().distinct()
                .sorted(Comparator.comparing(group -> group.members.first()))
                .<Set<SourceRef>>map(group -> Set.copyOf(group.members)).toList();
    }

    /** Who merely takes part in another's conversation is a guest there: his own matters are others. */
    private Set<SourceRef> guests(List<Edge> edges) {
        return edges.stream().filter(edge -> edge.rule() == Rule.THREAD)
                .filter(edge -> differ(node(edge.from()).customer(), node(edge.to()).customer()))
                .map(Edge::from).collect(Collectors.toSet());
    }

    private static boolean isOfHosts(Edge edge, Set<SourceRef> guests) {
        return edge.rule() == Rule.THREAD || edge.rule() == Rule.AGENT
                || !guests.contains(edge.from()) && !guests.contains(edge.to());
    }

    private void join(Edge edge) {
        var one = group(edge.from());
        var other = group(edge.to());
        if (one != other && mayJoin(one, other, edge)) {
            one.members.addAll(other.members);
            one.anchors.addAll(other.anchors);
            one.customers.addAll(other.customers);
            if (edge.isCareful()) {
                one.anchors.add(Objects.requireNonNull(edge.anchor()));
            }
            one.members.forEach(member -> groups.put(member, one));
        }
    }

    private boolean mayJoin(Group one, Group other, Edge edge) {
        var customers = new HashSet<>(one.customers);
        customers.addAll(other.customers);
        if (customers.size() > 1) {
            return false;
        }
        if (edge.isCareful() && !(one.isOnlyAbout(edge.anchor()) && other.isOnlyAbout(edge.anchor()))) {
            return false;
        }
        return apart.isEmpty() || one.members.stream()
                .noneMatch(a -> other.members.stream().anyMatch(b -> apart.contains(Set.of(a, b))));
    }

    private Instant later(Edge edge) {
        var one = node(edge.from()).at();
        var other = node(edge.to()).at();
        return one.isAfter(other) ? one : other;
    }

    private Node node(SourceRef source) {
        return Objects.requireNonNull(nodes.get(source));
    }

    private Group group(SourceRef source) {
        return Objects.requireNonNull(groups.get(source));
    }

    private static boolean differ(@Nullable CustomerId one, @Nullable CustomerId other) {
        return one != null && other != null && !one.equals(other);
    }

    /** A record as far as groups are concerned. */
    record Node(SourceRef source, @Nullable CustomerId customer, Instant at, @Nullable String anchor) {}

    /** Records that belong together. */
    private static final class Group {

        private final TreeSet<SourceRef> members = new TreeSet<>();
        private final Set<String> anchors = new HashSet<>();
        private final Set<CustomerId> customers = new HashSet<>();

        Group(Node node, boolean isGuest) {
            members.add(node.source());
            if (node.customer() != null && !isGuest) {
                customers.add(node.customer());
            }
            if (node.anchor() != null && !isGuest) {
                anchors.add(node.anchor());
            }
        }

        boolean isOnlyAbout(@Nullable String anchor) {
            return anchors.isEmpty() || anchors.equals(Set.of(Objects.requireNonNull(anchor)));
        }
    }
}
