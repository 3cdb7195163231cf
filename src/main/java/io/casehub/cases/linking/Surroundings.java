package io.casehub.cases.linking;

import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.model.SourceRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that hangs together with some records by what links, found step by step. What is more than
 * anybody's case is a tangle: it is followed no further than to where that shows.
 */
final class Surroundings {

    /** How many records can hang together and be somebody's case. */
    static final int MOST = 2000;

    private final Map<SourceRef, Set<SourceRef>> clusters = new HashMap<>();
    private final Set<Edge> edges = new HashSet<>();

    private Surroundings() {}

    /** @param at the edges that hold and have an end among some records */
    static Surroundings of(Collection<SourceRef> records, Function<Collection<SourceRef>, List<Edge>> at) {
        var found = new Surroundings();
        records.forEach(found::isNew);
        for (var rim = Set.copyOf(records); !rim.isEmpty();) {
            rim = found.step(at.apply(rim));
        }
        return found;
    }

    Set<Edge> edges() {
        return edges;
    }

    /** What hangs together with others so that it can be a case, or with none. */
    Set<SourceRef> clear() {
        return clusters.keySet().stream().filter(record -> !isTangled(record)).collect(Collectors.toSet());
    }

    Set<SourceRef> tangled() {
        return clusters.keySet().stream().filter(this::isTangled).collect(Collectors.toSet());
    }

    /** Takes edges in and answers the records that they lead to for the first time. */
    private Set<SourceRef> step(List<Edge> led) {
        var next = new HashSet<SourceRef>();
        for (var edge : led) {
            if (edge.verdict() != Verdict.SUGGEST && edges.add(edge) && edge.verdict() == Verdict.LINK) {
                List.of(edge.from(), edge.to()).stream().filter(this::isNew).forEach(next::add);
                join(edge);
            }
        }
        next.removeIf(this::isTangled);
        return next;
    }

    private boolean isNew(SourceRef record) {
        return clusters.putIfAbsent(record, new HashSet<>(Set.of(record))) == null;
    }

    private void join(Edge edge) {
        var one = cluster(edge.from());
        var other = cluster(edge.to());
        if (one != other) {
            var larger = one.size() < other.size() ? other : one;
            var smaller = larger == one ? other : one;
            larger.addAll(smaller);
            smaller.forEach(record -> clusters.put(record, larger));
        }
    }

    private boolean isTangled(SourceRef record) {
        return cluster(record).size() > MOST;
    }

    private Set<SourceRef> cluster(SourceRef record) {
        return Objects.requireNonNull(clusters.get(record));
    }
}
