package io.casehub.cases.linking;

import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Merged;
import io.casehub.identity.PageIdentified.Moved;
import io.casehub.ingest.Records;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Fact;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to what belongs together. Whoever writes here holds the customers concerned first, so
 * that two pages about one customer see each other.
 */
@Component
public class Linking {

    private static final Logger log = LoggerFactory.getLogger(Linking.class);

    private final ItemTable items;
    private final PaperTable papers;
    private final EdgeTable edges;
    private final LinkRules rules;
    private final Records records;
    private final JdbcClient jdbc;
    private final Counter tangles;

    Linking(ItemTable items, PaperTable papers, EdgeTable edges, LinkRules rules, Records records, JdbcClient jdbc,
            MeterRegistry meters) {
        this.items = items;
        this.papers = papers;
        this.edges = edges;
        this.rules = rules;
        this.records = records;
        this.jdbc = jdbc;
        this.tangles = meters.counter("casehub.case.tangles");
    }

    /**
     * Takes in what a page says, weighs what it touches, and answers the records whose group may have
     * become another.
     */
    public Set<SourceRef> learn(PageIdentified page) {
        var said = said(page);
        hold(page);
        var touched = new HashSet<SourceRef>();
        if (!page.merged().isEmpty()) {
            var survivors = page.merged().stream().collect(Collectors.toMap(Merged::retired, Merged::survivor));
            touched.addAll(items.merge(survivors));
            touched.addAll(concerned(papers.merge(survivors)));
        }
        var unowned = page.records().stream().filter(owned -> owned.customer() == null)
                .flatMap(owned -> item(owned.stored().record(), null).stream());
        var owned = said.entrySet().stream().flatMap(entry -> item(entry.getKey(), entry.getValue()).stream());
        touched.addAll(keep(Stream.concat(owned, unowned).toList()));
        var told = said.entrySet().stream().flatMap(entry -> paper(entry.getKey(), entry.getValue()).stream()).toList();
        touched.addAll(concerned(told.isEmpty() ? told : papers.save(told)));
        return weigh(touched);
    }

    /**
     * Keeps others from the cases of whom a page speaks. Whoever touches cases on behalf of a page does
     * so behind this, for pages that wait for each other's customers must not hold cases.
     */
    public void hold(PageIdentified page) {
        hold(Stream.concat(said(page).values().stream(), page.merged().stream()
                .flatMap(merged -> Stream.of(merged.retired(), merged.survivor()))).collect(Collectors.toSet()));
    }

    /**
     * Takes in a case that somebody opened in the hub: others may name its number, it names nothing.
     */
    public void learn(SourceRef origin, @Nullable CustomerId customer, Instant at, String number) {
        keep(List.of(Item.opened(origin, customer, at, number)));
    }

    /** A record answers another, or belongs to it by what its own door knows. */
    public void tie(SourceRef record, SourceRef to, String evidence) {
        if (!record.equals(to)) {
            edges.add(List.of(new Edge(UUID.randomUUID(), record, to, Rule.THREAD, Verdict.LINK, false, null, evidence,
                    null)));
        }
    }

    /** Somebody's word on pairs of records; what was said of them before holds no more. */
    public void decide(UUID decision, Verdict verdict, Collection<List<SourceRef>> pairs, String evidence) {
        var both = pairs.stream().map(Set::copyOf).collect(Collectors.toSet());
        var ends = both.stream().flatMap(Set::stream).collect(Collectors.toSet());
        edges.withdraw(edges.at(ends).stream()
                .filter(edge -> both.contains(Set.of(edge.from(), edge.to()))
                        && (edge.rule() == Rule.AGENT || edge.verdict() == Verdict.SUGGEST))
                .map(Edge::id).toList(), decision);
        edges.add(pairs.stream().map(pair -> Edge.of(pair.getFirst(), pair.getLast(), Rule.AGENT, verdict, false, null,
                evidence).decidedBy(decision)).toList());
    }

    /** Takes a decision back and answers whose group may have become another. */
    public Set<SourceRef> undo(UUID decision) {
        return edges.undo(decision);
    }

    /** The groups in which these records are, and all that is in them. */
    public Together together(Collection<SourceRef> seeds) {
        var around = Surroundings.of(seeds, edges::at);
        var tangled = around.tangled();
        if (!tangled.isEmpty()) {
            tangles.increment();
            log.atWarn().addKeyValue("record", tangled.stream().min(Comparator.naturalOrder()).orElseThrow())
                    .addKeyValue("most", Surroundings.MOST)
                    .log("records hang together with more than can be a case; they stay in the cases they are in");
        }
        return new Together(Groups.of(items.nodes(around.clear()), around.edges()), tangled);
    }

    /** The edges that hold and have an end among these records. */
    public List<Edge> edges(Collection<SourceRef> records) {
        return edges.at(records);
    }

    public Optional<Edge> edge(UUID id) {
        return edges.find(id);
    }

    /** What awaits somebody's word, oldest first, behind the one named. */
    public List<Edge> suggested(@Nullable UUID behind, int limit) {
        return edges.suggested(behind, limit);
    }

    /** Whose these records are, as far as anybody knows. */
    public Map<SourceRef, CustomerId> customers(Collection<SourceRef> of) {
        return items.nodes(of).stream().filter(node -> node.customer() != null)
                .collect(Collectors.toMap(Groups.Node::source, node -> Objects.requireNonNull(node.customer())));
    }

    /** When the customer spoke, of those records in which he did. */
    public Map<SourceRef, Instant> spoken(Collection<SourceRef> of) {
        return items.spoken(of);
    }

    /**
     * Lets nobody else link anything of these customers until the transaction ends. Asked before any
     * case is held, and in one order, so that nobody waits in a circle.
     */
    public void hold(Collection<CustomerId> customers) {
        if (!customers.isEmpty()) {
            jdbc.sql("""
                    select count(pg_advisory_xact_lock(1128354120, slot)) from (
                        select distinct hashtext(id) & 1023 as slot from unnest(?::text[]) as id order by slot) slots
                    """)
                    .params((Object) ItemTable.texts(customers, CustomerId::toString))
                    .query(Long.class).single();
        }
    }

    private Set<SourceRef> keep(List<Item> said) {
        return said.isEmpty() ? Set.of() : items.save(said);
    }

    /** Records that name a paper which the hub did not know, or knew as another's. */
    private Set<SourceRef> concerned(List<Paper> changed) {
        if (changed.isEmpty()) {
            return Set.of();
        }
        var names = changed.stream().flatMap(paper -> paper.names().stream()).collect(Collectors.toSet());
        return items.naming(changed.stream().map(Paper::customer).collect(Collectors.toSet())).stream()
                .filter(item -> item.mentioned().anyMatch(written -> names.contains(written) || names.stream()
                        .anyMatch(name -> References.isSlip(written, name, rules.leastDigits()))))
                .map(Item::source).collect(Collectors.toSet());
    }

    /**
     * Weighs anew what speaks for these records belonging to any others, and what those that name
     * several orders belong to when there is more, or less, about one of these.
     */
    private Set<SourceRef> weigh(Set<SourceRef> touched) {
        if (touched.isEmpty()) {
            return touched;
        }
        var first = items.find(touched);
        var evidence = evidence(first);
        var weighed = new HashSet<>(touched);
        edges.at(touched).stream().filter(edge -> edge.rule() == Rule.SEVERAL_ORDERS)
                .forEach(edge -> weighed.addAll(List.of(edge.from(), edge.to())));
        weighed.addAll(evidence.namingSeveral(first));
        if (weighed.equals(touched)) {
            return rule(touched, first, evidence);
        }
        var all = items.find(weighed);
        return rule(weighed, all, evidence(all));
    }

    private Set<SourceRef> rule(Set<SourceRef> weighed, List<Item> said, Evidence evidence) {
        var anchors = new HashMap<SourceRef, @Nullable String>();
        said.stream().filter(item -> item.customer() != null)
                .forEach(item -> anchors.put(item.source(), evidence.about(item).firm()));
        if (!anchors.isEmpty()) {
            items.anchor(anchors);
        }
        return withNeighbours(weighed, replace(weighed, evidence.of(said)));
    }

    private Evidence evidence(List<Item> weighed) {
        var customers = weighed.stream().map(Item::customer).filter(Objects::nonNull).collect(Collectors.toSet());
        if (customers.isEmpty()) {
            return new Evidence(rules, Map.of(), List.of());
        }
        var first = weighed.stream().map(Item::at).min(Instant::compareTo).orElseThrow();
        var last = weighed.stream().map(Item::at).max(Instant::compareTo).orElseThrow();
        return new Evidence(rules, papers.of(customers),
                items.of(customers, first.minus(rules.widest()), last.plus(rules.widest())));
    }

    /**
     * What the rules say no more is withdrawn, what they say now is added. Answers what became
     * different.
     */
    private List<Edge> replace(Set<SourceRef> touched, List<Edge> found) {
        var held = edges.at(touched);
        var ruled = held.stream().filter(edge -> edge.rule() != Rule.AGENT && edge.rule() != Rule.THREAD).toList();
        var stale = ruled.stream().filter(edge -> found.stream().noneMatch(edge::isLike)).toList();
        var decided = held.stream().filter(edge -> edge.rule() == Rule.AGENT)
                .map(edge -> Set.of(edge.from(), edge.to())).collect(Collectors.toSet());
        var fresh = found.stream().filter(edge -> ruled.stream().noneMatch(edge::isLike))
                .filter(edge -> edge.verdict() == Verdict.LINK || !decided.contains(Set.of(edge.from(), edge.to())))
                .toList();
        if (!stale.isEmpty()) {
            edges.withdraw(stale.stream().map(Edge::id).toList(), null);
        }
        edges.add(fresh);
        return Stream.concat(stale.stream(), fresh.stream()).toList();
    }

    private static Set<SourceRef> withNeighbours(Set<SourceRef> touched, List<Edge> changed) {
        var all = new HashSet<>(touched);
        changed.stream().filter(edge -> edge.verdict() == Verdict.LINK)
                .forEach(edge -> all.addAll(List.of(edge.from(), edge.to())));
        return all;
    }

    /** The facts of a page and those of earlier ones that it gave a customer, with him. */
    private Map<CanonicalRecord, CustomerId> said(PageIdentified page) {
        var said = new HashMap<CanonicalRecord, CustomerId>();
        var moved = page.moved().stream().collect(Collectors.toMap(Moved::fact, Moved::customer, (a, b) -> b));
        if (!moved.isEmpty()) {
            records.current(moved.keySet())
                    .forEach(stored -> said.put(stored.record(), Objects.requireNonNull(moved.get(stored.source()))));
        }
        page.records().stream().filter(owned -> owned.stored().record() instanceof Fact)
                .forEach(owned -> Optional.ofNullable(owned.customer())
                        .ifPresent(customer -> said.put(owned.stored().record(), customer)));
        return said;
    }

    private static Optional<Item> item(CanonicalRecord record, @Nullable CustomerId customer) {
        return switch (record) {
            case CaseRecord said -> Optional.of(Item.of(said, customer));
            case Interaction said when said.automatic() == null -> Optional.of(Item.of(said, customer));
            default -> Optional.empty();
        };
    }

    private static Optional<Paper> paper(CanonicalRecord record, CustomerId customer) {
        return record instanceof Fact fact ? Paper.of(fact, customer) : Optional.empty();
    }
}
