package io.casehub.view.search;

import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseDecisions;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.CaseLink;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.linking.Edge;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import io.casehub.view.search.Related.Outcome;
import io.casehub.view.search.Related.Reason;
import io.casehub.view.search.Related.Tie;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to what else has to do with a case, and how that was done with. Its statements are as
 * many for a case with thousands of relatives as for one with none.
 */
@Component
@Transactional(readOnly = true)
public class RelatedCases {

    private static final int MOST_RECORDS = 200;
    private static final int MOST_OF_A_CUSTOMER = 100;
    private static final int MOST_NUMBERS = 5;
    private static final int MOST_NAMING_IT = 100;
    private static final int MOST_CANDIDATES = 500;

    private final Cases cases;
    private final CaseDecisions decisions;
    private final CaseRelations relations;
    private final Records records;
    private final TextTable texts;
    private final Resemblance resemblance;

    RelatedCases(Cases cases, CaseDecisions decisions, CaseRelations relations, Records records, TextTable texts) {
        this.cases = cases;
        this.decisions = decisions;
        this.relations = relations;
        this.records = records;
        this.texts = texts;
        this.resemblance = new Resemblance(texts);
    }

    /** Those that have most to do with it first, of equal ones the last changed. */
    public List<Related> of(HubCase hub, int limit) {
        var links = cases.links(List.of(hub.id())).stream().map(CaseLink::source).limit(MOST_RECORDS).toList();
        var said = links.isEmpty() ? List.<StoredRecord>of() : records.current(links);
        var reasons = new LinkedHashMap<CaseId, List<Reason>>();
        relations.of(hub.id()).forEach(relation -> add(reasons, relation.other(), Tie.RELATION, 1,
                relation.kind().word() + (relation.reason() == null ? "" : ": " + relation.reason())));
        threads(hub, reasons);
        numbers(said).forEach((number, tie) -> naming(number)
                .forEach(other -> add(reasons, other, tie, 1, tie.word() + " " + number)));
        resemblance.of(hub, said).forEach((other, score) -> add(reasons, other, Tie.TEXT, score,
                "%d %% of its words count as much there".formatted(Math.round(score * 100))));
        sameCustomer(hub).forEach(other -> add(reasons, other, Tie.CUSTOMER, 1, "the same customer"));
        reasons.remove(hub.id());
        return ranked(reasons, limit);
    }

    private void threads(HubCase hub, Map<CaseId, List<Reason>> reasons) {
        var edges = decisions.edges(hub.id()).stream().filter(edge -> edge.verdict() != Edge.Verdict.APART).toList();
        var ends = edges.stream().flatMap(edge -> Stream.of(edge.from(), edge.to())).distinct().toList();
        var places = ends.isEmpty() ? Map.<SourceRef, CaseLink>of() : cases.linked(ends);
        edges.forEach(edge -> Stream.of(edge.from(), edge.to()).flatMap(end -> Stream.ofNullable(places.get(end)))
                .map(CaseLink::caseId).filter(other -> !other.equals(hub.id()))
                .forEach(other -> add(reasons, other,
                        edge.rule() == Edge.Rule.THREAD ? Tie.THREAD : Tie.SUGGESTED, 1, edge.evidence())));
    }

    private static Map<String, Tie> numbers(List<StoredRecord> said) {
        var numbers = new LinkedHashMap<String, Tie>();
        said.forEach(stored -> {
            switch (stored.record()) {
                case CaseRecord record -> {
                    put(numbers, record.order(), Tie.ORDER);
                    put(numbers, record.invoice(), Tie.INVOICE);
                }
                case Interaction interaction -> put(numbers, interaction.order(), Tie.ORDER);
                default -> {
                    // nothing else stands in a case
                }
            }
        });
        return numbers;
    }

    private static void put(Map<String, Tie> numbers, @Nullable String number, Tie tie) {
        if (number != null && number.chars().anyMatch(Character::isDigit) && numbers.size() < MOST_NUMBERS) {
            numbers.putIfAbsent(number, tie);
        }
    }

    private List<CaseId> naming(String number) {
        return texts.find(TextQuery.ofCases(Wanted.number(number)), MOST_NAMING_IT).stream()
                .flatMap(hit -> Stream.ofNullable(hit.hub())).distinct().toList();
    }

    private List<CaseId> sameCustomer(HubCase hub) {
        return hub.customer() == null
                ? List.of()
                : cases.search(new CaseFilter(hub.customer(), Set.of(), null, null, null, null, MOST_OF_A_CUSTOMER))
                        .stream().map(HubCase::id).toList();
    }

    private List<Related> ranked(Map<CaseId, List<Reason>> reasons, int limit) {
        var best = reasons.entrySet().stream()
                .sorted(Map.Entry.<CaseId, List<Reason>>comparingByValue(
                        Comparator.comparing(RelatedCases::together)).reversed())
                .limit(MOST_CANDIDATES).map(Map.Entry::getKey).toList();
        var shown = Search.hubs(cases, best).values().stream()
                .sorted(Comparator.comparing((HubCase hub) -> together(of(reasons, hub)))
                        .thenComparing(HubCase::changedAt).thenComparing(HubCase::id).reversed())
                .limit(limit).toList();
        var outcomes = outcomes(shown);
        return shown.stream().map(hub -> new Related(hub, together(of(reasons, hub)), of(reasons, hub),
                outcomes.get(hub.id()))).toList();
    }

    private static List<Reason> of(Map<CaseId, List<Reason>> reasons, HubCase hub) {
        return reasons.getOrDefault(hub.id(), List.of()).stream()
                .sorted(Comparator.comparing((Reason reason) -> -reason.tie().weight() * reason.score())).toList();
    }

    /** What speaks for it by several ways: each takes its share of the doubt that is left. */
    private static double together(List<Reason> reasons) {
        double doubt = reasons.stream().mapToDouble(reason -> 1 - reason.tie().weight() * reason.score())
                .reduce(1, (one, other) -> one * other);
        return Math.round((1 - doubt) * 1000) / 1000.0;
    }

    private Map<CaseId, Outcome> outcomes(Collection<HubCase> shown) {
        var done = shown.stream().filter(hub -> hub.status().isFinal()).toList();
        var outcomes = new HashMap<CaseId, Outcome>();
        if (!done.isEmpty()) {
            var last = cases.lastWritten(done.stream().map(HubCase::id).toList());
            done.forEach(hub -> outcomes.put(hub.id(), outcome(hub, last.get(hub.id()))));
        }
        return outcomes;
    }

    private static Outcome outcome(HubCase hub, @Nullable CaseComment last) {
        return last == null
                ? new Outcome(hub.handling().closeReason(), null, null, null, false)
                : new Outcome(hub.handling().closeReason(), last.at(), last.author(), last.text(), last.isInternal());
    }

    private static void add(Map<CaseId, List<Reason>> reasons, CaseId other, Tie tie, double score, String how) {
        var known = reasons.computeIfAbsent(other, any -> new ArrayList<>());
        if (known.stream().noneMatch(reason -> reason.tie() == tie && reason.how().equals(how))) {
            known.add(new Reason(tie, score, how));
        }
    }
}
