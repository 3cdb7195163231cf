package io.casehub.cases;

import io.casehub.cases.Decision.Kind;
import io.casehub.cases.Decision.Wish;
import io.casehub.cases.Neighbourhood.Sight;
import io.casehub.cases.Regroup.By;
import io.casehub.cases.linking.Edge;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.cases.linking.Linking;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * The door for an agent's word on what is one case: merge, split, link and unlink, each with a
 * preview and a way back. It outweighs all evidence, and lasts.
 */
@Component
@Transactional
public class CaseDecisions {

    private static final int MOST_RECORDS = 200;

    private final Cases cases;
    private final Links links;
    private final Linking linking;
    private final Neighbourhood neighbourhood;
    private final Regroup regroup;
    private final DecisionTable decisions;
    private final Clock clock;

    CaseDecisions(Cases cases, Links links, Linking linking, Neighbourhood neighbourhood, Regroup regroup,
            DecisionTable decisions, Clock clock) {
        this.cases = cases;
        this.links = links;
        this.linking = linking;
        this.neighbourhood = neighbourhood;
        this.regroup = regroup;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * Does what somebody wants, or says what would come of it.
     *
     * @throws DecisionRefused where it cannot be, with the reason
     * @throws CaseNotFound where one of the cases is none
     */
    public Decision decide(Wish wish, String actor) {
        var hub = cases.get(wish.hub());
        var pairs = pairs(wish, hub);
        var touched = pairs.stream().flatMap(List::stream).collect(Collectors.toSet());
        linking.hold(new HashSet<>(linking.customers(touched).values()));
        var id = UUID.randomUUID();
        decisions.add(id, wish.kind(), hub.id(), actor, wish.reason(), clock.instant());
        var verdict = wish.kind() == Kind.SPLIT || wish.kind() == Kind.UNLINK ? Verdict.APART : Verdict.LINK;
        linking.decide(id, verdict, pairs, actor + (wish.reason() == null ? "" : ": " + wish.reason()));
        if (verdict == Verdict.APART) {
            linking.decide(id, Verdict.LINK, chains(wish, hub), actor + " parted these from others");
        }
        return carriedOut(id, wish, hub, touched, actor);
    }

    /** Says yes or no to what evidence only suggests. */
    public Decision review(UUID edge, boolean isOne, String actor) {
        var suggested = linking.edge(edge).filter(found -> found.verdict() == Verdict.SUGGEST)
                .orElseThrow(() -> new DecisionRefused("there is no suggestion " + edge + " that waits for a word"));
        var linked = links.find(List.of(suggested.from(), suggested.to()));
        var hub = cases.get(Stream.of(suggested.from(), suggested.to())
                .flatMap(end -> Optional.ofNullable(linked.get(end)).stream()).findFirst()
                .orElseThrow(() -> new DecisionRefused("neither of the records is in a case")).caseId());
        var pair = List.of(suggested.from(), suggested.to());
        if (isOne) {
            refuseStrangers(pair);
        }
        var id = UUID.randomUUID();
        var kind = isOne ? Kind.CONFIRM : Kind.REFUSE;
        decisions.add(id, kind, hub.id(), actor, null, clock.instant());
        linking.decide(id, isOne ? Verdict.LINK : Verdict.APART, List.of(pair), actor + ": " + suggested.evidence());
        return carriedOut(id, new Wish(kind, hub.id(), List.of(), Set.of(), null, false), hub, Set.copyOf(pair), actor);
    }

    /**
     * Takes a decision back: what it joined is parted, what it parted is joined, as far as nothing else
     * speaks for it.
     */
    public Decision undo(UUID id, String actor) {
        var about = decisions.undo(id, actor, clock.instant())
                .orElseThrow(() -> new DecisionRefused("there is no decision " + id + " to take back"));
        var touched = linking.undo(id);
        var hub = cases.get(about);
        return carriedOut(id, new Wish(Kind.UNLINK, about, List.of(), Set.of(), null, false), hub, touched, actor);
    }

    /** What awaits a word: pairs of records of different cases, oldest first, behind the one named. */
    @Transactional(readOnly = true)
    public List<Edge> suggestions(@Nullable UUID behind, int limit) {
        return linking.suggested(behind, limit);
    }

    /** Every edge that has to do with a case's records. */
    @Transactional(readOnly = true)
    public List<Edge> edges(CaseId id) {
        return linking.edges(links.of(List.of(id)).stream().map(CaseLink::source).toList());
    }

    private Decision carriedOut(UUID id, Wish wish, HubCase hub, Set<SourceRef> touched, String actor) {
        var by = new By(actor, wish.reason() == null ? wish.kind().word() : wish.reason());
        if (wish.isPreview()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return told(null, wish, hub, neighbourhood.look(touched, Set.of()));
        }
        var sight = regroup.around(touched, Map.of(), Map.of(), by);
        return told(id, wish, cases.get(hub.id()), sight);
    }

    private Decision told(@Nullable UUID id, Wish wish, HubCase hub, Sight sight) {
        var plan = sight.regrouping();
        var merged = new HashMap<String, String>();
        plan.merged().forEach((from, into) -> merged.put(sight.hub(from).number(), sight.hub(into).number()));
        var opened = new TreeSet<String>();
        plan.revived().forEach(revived -> opened.add(sight.hub(revived).number()));
        var now = links.find(plan.opened().keySet());
        plan.opened().keySet().forEach(record -> opened.add(id == null
                ? record.toString()
                : cases.get(Objects.requireNonNull(now.get(record)).caseId()).number()));
        var moved = new HashMap<SourceRef, String>();
        plan.moved().forEach((record, into) -> moved.put(record, sight.hub(into).number()));
        return new Decision(id, wish.kind(), hub, merged, List.copyOf(opened), moved);
    }

    /** The pairs of records about which something is decided. */
    private List<List<SourceRef>> pairs(Wish wish, HubCase hub) {
        return switch (wish.kind()) {
            case MERGE -> {
                var origins = wish.others().stream().map(cases::get).map(HubCase::origin).toList();
                var all = new ArrayList<>(origins);
                all.add(hub.origin());
                refuseStrangers(all);
                yield paired(Set.of(hub.origin()), origins);
            }
            case LINK -> {
                var all = new ArrayList<>(wish.records());
                refuseUnknown(all);
                all.add(hub.origin());
                refuseStrangers(all);
                yield paired(Set.of(hub.origin()), wish.records());
            }
            case SPLIT, UNLINK -> paired(parting(wish, hub), remaining(wish, hub));
            case CONFIRM, REFUSE -> throw new IllegalArgumentException("suggestions are reviewed");
        };
    }

    private Set<SourceRef> parting(Wish wish, HubCase hub) {
        var members = members(hub);
        if (wish.records().isEmpty() || !members.containsAll(wish.records())) {
            throw new DecisionRefused("name records that are part of case " + hub.number());
        }
        if (wish.records().containsAll(members)) {
            throw new DecisionRefused("something must remain of case " + hub.number());
        }
        if (members.size() > MOST_RECORDS) {
            throw new DecisionRefused("a case of more than " + MOST_RECORDS + " records cannot be split");
        }
        return wish.records();
    }

    private Set<SourceRef> remaining(Wish wish, HubCase hub) {
        var rest = new HashSet<>(members(hub));
        rest.removeAll(wish.records());
        return rest;
    }

    /** What parts from others stays together, and so do the others. */
    private List<List<SourceRef>> chains(Wish wish, HubCase hub) {
        return Stream.of(wish.records(), remaining(wish, hub)).flatMap(side -> {
            var sorted = List.copyOf(new TreeSet<>(side));
            return Stream.iterate(1, i -> i < sorted.size(), i -> i + 1)
                    .map(i -> List.of(sorted.get(i - 1), sorted.get(i)));
        }).toList();
    }

    private Set<SourceRef> members(HubCase hub) {
        return links.of(List.of(hub.id())).stream().map(CaseLink::source).collect(Collectors.toSet());
    }

    private static List<List<SourceRef>> paired(Collection<SourceRef> some, Collection<SourceRef> others) {
        return some.stream().flatMap(one -> others.stream().filter(other -> !other.equals(one))
                .map(other -> List.of(one, other))).toList();
    }

    private void refuseUnknown(Collection<SourceRef> records) {
        var unknown = new TreeSet<>(records);
        unknown.removeAll(links.find(records).keySet());
        if (!unknown.isEmpty()) {
            throw new DecisionRefused("the hub knows no case or interaction " + unknown.first() + " that is in a case");
        }
    }

    private void refuseStrangers(Collection<SourceRef> records) {
        if (new HashSet<>(linking.customers(records).values()).size() > 1) {
            throw new DecisionRefused("these are of different customers; join the customers first, if they are one");
        }
    }
}
