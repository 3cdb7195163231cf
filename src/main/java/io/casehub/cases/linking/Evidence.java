package io.casehub.cases.linking;

import io.casehub.cases.linking.Anchors.About;
import io.casehub.cases.linking.Edge.Rule;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Weighs pairs of records. What it says of two depends on these two, the papers of their customer
 * and, where one names several orders, on what else there is about these: never on which came
 * first.
 */
final class Evidence {

    private static final int MOST_NEIGHBOURS = 10;
    private static final int MOST_GUESSES = 2;
    private static final Comparator<Item> IN_TIME = Comparator.comparing(Item::at).thenComparing(Item::source);

    private final LinkRules rules;
    private final Map<CustomerId, Anchors> anchors = new HashMap<>();
    private final Map<SourceRef, About> abouts = new HashMap<>();
    private final Collection<Item> around;

    /** @param around all that any rule can speak of beside what is weighed */
    Evidence(LinkRules rules, Map<CustomerId, List<Paper>> papers, Collection<Item> around) {
        this.rules = rules;
        this.around = around;
        papers.forEach((customer, his) -> anchors.put(customer, new Anchors(his, rules.leastDigits())));
    }

    /**
     * What speaks for these items being one matter with any of those around. Of many that are about one
     * order, each is linked to its neighbours in time: that holds them together as well.
     */
    List<Edge> of(Collection<Item> items) {
        var edges = new HashMap<Set<SourceRef>, Edge>();
        for (var item : items) {
            var before = new HashMap<String, Integer>();
            var after = new HashMap<String, Integer>();
            around.stream().filter(other -> isOfSameCustomer(item, other))
                    .flatMap(other -> of(item, other).map(edge -> Map.entry(other, edge)).stream())
                    .sorted(Map.Entry.comparingByKey(closestTo(item)))
                    .filter(found -> isNear(found.getValue(),
                            IN_TIME.compare(found.getKey(), item) < 0 ? before : after))
                    .forEach(found -> edges.put(Set.of(found.getValue().from(), found.getValue().to()),
                            found.getValue()));
        }
        return List.copyOf(edges.values());
    }

    private static boolean isOfSameCustomer(Item item, Item other) {
        return !item.source().equals(other.source()) && item.customer() != null
                && item.customer().equals(other.customer());
    }

    private static Comparator<Item> closestTo(Item item) {
        return Comparator.comparing((Item other) -> Duration.between(item.at(), other.at()).abs())
                .thenComparing(Item::source);
    }

    /** Counts the neighbours on one side. What one names by its number is never too far. */
    private static boolean isNear(Edge edge, Map<String, Integer> side) {
        int most = switch (edge.rule()) {
            case SAME_ORDER, MISSPELT, SEVERAL_ORDERS -> MOST_NEIGHBOURS;
            case SAME_DAYS -> MOST_GUESSES;
            default -> Integer.MAX_VALUE;
        };
        return side.merge(edge.rule() + " " + edge.anchor(), 1, Integer::sum) <= most;
    }

    About about(Item item) {
        return abouts.computeIfAbsent(item.source(), source -> item.customer() == null
                ? About.NOTHING
                : anchors.computeIfAbsent(item.customer(), nobody -> new Anchors(List.of(), rules.leastDigits()))
                        .of(item));
    }

    /** The strongest that speaks for it. */
    private Optional<Edge> of(Item a, Item b) {
        var apart = Duration.between(a.at(), b.at()).abs();
        return told(a, b, apart).or(() -> named(a, b, apart)).or(() -> named(b, a, apart))
                .or(() -> sameOrder(a, b, apart)).or(() -> sameDays(a, b, apart));
    }

    private Optional<Edge> told(Item a, Item b, Duration apart) {
        return a.related().contains(b.source()) || b.related().contains(a.source())
                ? edge(a, b, Rule.TOLD, apart, false, null, "their source says so")
                : Optional.empty();
    }

    private Optional<Edge> named(Item a, Item b, Duration apart) {
        return b.names().stream().filter(name -> a.mentioned().anyMatch(name::equals)).sorted().findFirst()
                .flatMap(name -> edge(a, b, Rule.NAMED, apart, false, null,
                        a.source() + " names " + name + ", which is " + b.source()));
    }

    private Optional<Edge> sameOrder(Item a, Item b, Duration apart) {
        var one = about(a);
        var other = about(b);
        var common = new ArrayList<>(one.anchors());
        common.retainAll(other.anchors());
        if (common.isEmpty()) {
            return Optional.empty();
        }
        Collections.sort(common);
        var rule = one.isOfSeveral() || other.isOfSeveral()
                ? Rule.SEVERAL_ORDERS
                : one.isMisspelt() || other.isMisspelt() ? Rule.MISSPELT : Rule.SAME_ORDER;
        boolean isOfSeveral = rule == Rule.SEVERAL_ORDERS;
        return edge(a, b, rule, apart, isOfSeveral || one.isCareful() || other.isCareful(), common.getFirst(),
                "both are about " + common.getFirst() + ": " + a.source() + " names it " + one.how() + ", "
                        + b.source() + " " + other.how())
                .map(edge -> isOfSeveral && !isTheOnlyOne(a, b) ? edge.suggested() : edge);
    }

    /**
     * Whether of the orders that one of two names there is anything but that about the other's alone.
     */
    private boolean isTheOnlyOne(Item a, Item b) {
        return about(a).isOfSeveral() != about(b).isOfSeveral()
                && inQuestion(about(a).isOfSeveral() ? a : b).size() == 1;
    }

    /** Which of the orders that an item names others are about in the same time. */
    private Set<String> inQuestion(Item item) {
        return around.stream().filter(other -> isOfSameCustomer(item, other))
                .filter(other -> rules.verdict(Rule.SEVERAL_ORDERS, Duration.between(item.at(), other.at()).abs())
                        .isPresent())
                .map(this::about).filter(other -> !other.isOfSeveral()).flatMap(other -> other.anchors().stream())
                .filter(about(item).anchors()::contains).collect(Collectors.toSet());
    }

    /** Those around that name several orders, one of these items' among them. */
    Set<SourceRef> namingSeveral(Collection<Item> items) {
        return around.stream().filter(other -> about(other).isOfSeveral())
                .filter(other -> items.stream().anyMatch(item -> isOfSameCustomer(item, other)
                        && !Collections.disjoint(about(item).anchors(), about(other).anchors())))
                .map(Item::source).collect(Collectors.toSet());
    }

    private Optional<Edge> sameDays(Item a, Item b, Duration apart) {
        return about(a).isKnown() && about(b).isKnown()
                ? Optional.empty()
                : edge(a, b, Rule.SAME_DAYS, apart, false, null, "of one customer in the same days");
    }

    private Optional<Edge> edge(Item a, Item b, Rule rule, Duration apart, boolean isCareful,
            @Nullable String anchor, String evidence) {
        var first = a.source().compareTo(b.source()) < 0 ? a : b;
        var second = Objects.equals(first, a) ? b : a;
        return rules.verdict(rule, apart).map(verdict -> Edge.of(first.source(), second.source(), rule, verdict,
                isCareful, anchor, evidence));
    }
}
