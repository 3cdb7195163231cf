package io.casehub.cases;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.Following.Turn;
import io.casehub.cases.Neighbourhood.Sight;
import io.casehub.cases.linking.Edge;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.cases.linking.Linking;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes the cases what the groups of their records say they are. */
@Component
class Regroup {

    private final Neighbourhood neighbourhood;
    private final CaseStore cases;
    private final Links links;
    private final Linking linking;
    private final StatusRules rules;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Regroup(Neighbourhood neighbourhood, CaseStore cases, Links links, Linking linking, StatusRules rules,
            Ledger ledger, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.neighbourhood = neighbourhood;
        this.cases = cases;
        this.links = links;
        this.linking = linking;
        this.rules = rules;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Regroups whatever hangs together with these records.
     *
     * @param opening source cases that are in none yet, as hub cases that stand for them alone
     * @param said what those say
     */
    Sight around(Collection<SourceRef> touched, Map<SourceRef, HubCase> opening, Map<SourceRef, CaseRecord> said,
            By by) {
        if (touched.isEmpty() && opening.isEmpty()) {
            return Sight.NOTHING;
        }
        var sight = neighbourhood.look(touched, opening.keySet());
        if (!sight.regrouping().isEmpty()) {
            write(sight, opening, said, by);
        }
        return sight;
    }

    private void write(Sight sight, Map<SourceRef, HubCase> opening, Map<SourceRef, CaseRecord> said, By by) {
        var plan = sight.regrouping();
        cases.retire(plan.merged());
        cases.revive(plan.revived());
        var moved = moved(sight, said);
        var opened = open(sight, opening, said, moved);
        links.save(moved.values());
        events.publishEvent(new CasesRegrouped(plan.merged(), plan.revived(), moved.values().stream()
                .collect(Collectors.toMap(CaseLink::source, CaseLink::caseId))));
        var at = clock.instant();
        audit.append(entries(sight, moved, by, at).toList());
        ledger.enter(opened.stream()
                .map(hub -> new CaseChanged(hub, Kind.OPENED, List.of(), by.actor(hub), by.source(hub), null)).toList(),
                by.cause(), at);
        var after = sight.after(moved);
        ledger.write(sight.concerned().stream().sorted().map(id -> follow(id, sight, after, by)).toList(), by.cause(),
                at);
    }

    /** The links of everything that goes elsewhere, or comes, but to cases that are only opened. */
    private Map<SourceRef, CaseLink> moved(Sight sight, Map<SourceRef, CaseRecord> said) {
        var moved = new HashMap<SourceRef, CaseLink>();
        var edges = linking.edges(sight.regrouping().moved().keySet());
        sight.regrouping().moved().forEach((record, target) -> {
            var why = why(record, target, sight, edges);
            moved.put(record, moved(record, target, why, sight, said));
        });
        return moved;
    }

    private static CaseLink moved(SourceRef record, CaseId target, String why, Sight sight,
            Map<SourceRef, CaseRecord> said) {
        var known = sight.links().get(record);
        return known != null
                ? known.movedTo(target, why)
                : CaseLink.first(target, Objects.requireNonNull(said.get(record)), why);
    }

    /** The strongest reason why a record is with what its case has already. */
    private static String why(SourceRef record, CaseId target, Sight sight, List<Edge> edges) {
        return edges.stream()
                .filter(edge -> edge.verdict() == Verdict.LINK
                        && (edge.from().equals(record) || edge.to().equals(record)))
                .sorted(Comparator.comparing(Edge::rule).thenComparing(Edge::from).thenComparing(Edge::to))
                .filter(edge -> isIn(edge.other(record), target, sight)).findFirst().map(Edge::evidence)
                .orElse("with what it belongs to");
    }

    private static boolean isIn(SourceRef record, CaseId target, Sight sight) {
        var link = sight.links().get(record);
        return link != null && link.caseId().equals(target);
    }

    /** Opens what is to be opened; its records' links are added to those that moved. */
    private List<HubCase> open(Sight sight, Map<SourceRef, HubCase> opening, Map<SourceRef, CaseRecord> said,
            Map<SourceRef, CaseLink> moved) {
        var added = new ArrayList<HubCase>();
        sight.regrouping().opened().forEach((origin, members) -> {
            var hub = opening.containsKey(origin) ? opening.get(origin) : apart(origin, sight);
            members.forEach(record -> moved.put(record, moved(record, hub.id(),
                    record.equals(origin) ? "its own case" : "opened together", sight, said)));
            var standing = standing(moved.values().stream().filter(link -> link.caseId().equals(hub.id())).toList(),
                    sight);
            added.add(with(hub, Following.changes(hub, Standing.SILENCE, standing, Turn.SAYS), hub.changedAt()));
        });
        added.sort(Comparator.comparing(HubCase::openedAt).thenComparing(HubCase::origin));
        return added.isEmpty() ? List.of() : cases.add(added);
    }

    /** A case for what is no longer part of another. */
    private HubCase apart(SourceRef origin, Sight sight) {
        var from = sight.hub(Objects.requireNonNull(sight.links().get(origin)).caseId());
        return from.openedFor(origin, clock.instant()).of(sight.customers().getOrDefault(origin, from.customer()));
    }

    private CaseChanged follow(CaseId id, Sight before, Sight after, By by) {
        var hub = before.hub(id);
        var changes = new ArrayList<>(Following.changes(hub, standing(before.of(id), before),
                standing(after.of(id), after), Turn.SAYS));
        var came = before.regrouping().merged().entrySet().stream().filter(merge -> merge.getValue().equals(id))
                .map(merge -> before.hub(merge.getKey())).toList();
        changes.addAll(inherited(hub, came, changes));
        var now = with(hub, changes, clock.instant());
        var customer = Optional.ofNullable(before.customers().get(hub.origin()))
                .or(() -> Stream.concat(Stream.of(hub), came.stream()).map(HubCase::customer)
                        .filter(Objects::nonNull).findFirst())
                .orElse(null);
        if (!Objects.equals(customer, hub.customer())) {
            changes.add(new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), String.valueOf(customer)));
        }
        return new CaseChanged(now.of(customer), Kind.CHANGED, changes, by.actor(), null, null);
    }

    /** What a case takes over from those that lead on to it, unless its sources say otherwise. */
    private static List<Change> inherited(HubCase hub, List<HubCase> came, List<Change> changes) {
        var inherited = new ArrayList<Change>();
        if (changes.stream().noneMatch(change -> change.field() == CaseField.STATUS)) {
            var liveliest = came.stream().map(HubCase::status).reduce(hub.status(), Standing::livelier);
            if (liveliest != hub.status()) {
                inherited.add(new Change(CaseField.STATUS, hub.status().word(), liveliest.word()));
            }
        }
        if (hub.assignee() == null && changes.stream().noneMatch(change -> change.field() == CaseField.ASSIGNEE)) {
            came.stream().map(HubCase::assignee).filter(Objects::nonNull).findFirst()
                    .ifPresent(assignee -> inherited.add(new Change(CaseField.ASSIGNEE, null, assignee)));
        }
        return inherited;
    }

    private Standing standing(List<CaseLink> of, Sight sight) {
        return Standing.of(of, sight.lastSpoken(of), rules);
    }

    private static HubCase with(HubCase hub, List<Change> changes, Instant at) {
        var now = hub;
        for (var change : changes) {
            now = now.with(change.field(), change.after(), at);
        }
        return now;
    }

    private static Stream<AuditEntry> entries(Sight sight, Map<SourceRef, CaseLink> moved, By by, Instant at) {
        var merged = sight.regrouping().merged().entrySet().stream()
                .sorted(Map.Entry.comparingByKey()).flatMap(merge -> {
                    var retired = sight.hub(merge.getKey());
                    var into = sight.hub(merge.getValue());
                    return Stream.of(entry(retired.id(), at, by, "case.merged", retired.number(), into.number()),
                            entry(into.id(), at, by, "case.joined", null, retired.number()));
                });
        var revived = sight.regrouping().revived().stream().sorted()
                .map(id -> entry(id, at, by, "case.separated", null, sight.hub(id).number()));
        var records = moved.values().stream()
                .filter(link -> !sight.regrouping().opened().containsKey(link.source()))
                .sorted(Comparator.comparing(CaseLink::source)).map(link -> new AuditEntry(
                        new Subject("case", link.caseId().toString()), at, by.actor(), "record.linked",
                        link.source().toString(), sight.links().containsKey(link.source())
                                ? sight.hub(Objects.requireNonNull(sight.links().get(link.source())).caseId()).number()
                                : null,
                        null, link.evidence()));
        return Stream.of(merged, revived, records).flatMap(entries -> entries);
    }

    private static AuditEntry entry(CaseId id, Instant at, By by, String action, @Nullable String before,
            String after) {
        return new AuditEntry(new Subject("case", id.toString()), at, by.actor(), action, null, before, after,
                by.cause());
    }

    /**
     * Who regroups, and why.
     *
     * @param agent who, or {@code null} where evidence does it
     */
    record By(@Nullable String agent, String cause) {

        static final By EVIDENCE = new By(null, "evidence");

        String actor() {
            return agent == null ? "system:hub" : agent;
        }

        /** A case that its source brings is opened by that. */
        String actor(HubCase opened) {
            return agent == null ? "system:" + opened.origin().system() : agent;
        }

        @Nullable
        String source(HubCase opened) {
            return agent == null ? opened.origin().system() : null;
        }
    }
}
