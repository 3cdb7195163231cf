package io.casehub.identity;

import io.casehub.identity.Members.Edge;
import io.casehub.identity.Purchases.Tie;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which customers a page of customer records belongs to. A pure function of these records
 * and of all members that share a match key with them.
 *
 * <p>
 * Full records that agree are joined, and so are the customers they stand in; the oldest customer
 * survives. A thin record joins nobody: it stands with the one customer that holds its contact, and
 * by itself while there is none or more than one to choose from.
 */
final class Grouping {

    private final Map<SourceRef, Member> members = new TreeMap<>();
    private final Map<String, List<SourceRef>> holders = new HashMap<>();
    private final Map<CustomerId, CustomerId> survivors = new HashMap<>();
    private final Map<CustomerId, Long> ages;
    private final Set<Edge> edges = new LinkedHashSet<>();

    /**
     * @param page the page's members, with the customers they stood in before (a new one for a new
     * record)
     * @param others everybody who shares a key with them
     * @param ages when the customers came to be; new ones are missing
     * @param ties members of the page and others that an order ties together
     */
    Grouping(Collection<Member> page, Collection<Member> others, Map<CustomerId, Long> ages, Collection<Tie> ties) {
        this.ages = ages;
        others.forEach(member -> members.put(member.source(), member));
        page.forEach(member -> members.put(member.source(), member));
        members.values().forEach(member -> member.features().matchKeys()
                .forEach(key -> holders.computeIfAbsent(key, any -> new ArrayList<>()).add(member.source())));
        page.forEach(this::join);
        ties.forEach(this::join);
    }

    /** The edges found, new and known ones alike. */
    Set<Edge> edges() {
        return edges;
    }

    /** Customers that are others from now on, each with the one it led to. */
    Map<CustomerId, CustomerId> survivors() {
        return survivors.keySet().stream().collect(Collectors.toMap(retired -> retired, this::survivor));
    }

    /** Where a member stands now. */
    Member settled(SourceRef source) {
        var member = member(source);
        if (!member.features().thin()) {
            var customer = survivor(member.customer());
            return new Member(member.features(), customer, customer, member.seen());
        }
        return member.at(holder(member.features()).orElse(member.own()));
    }

    /** The thin members whose place depends on the page. */
    List<Member> thin() {
        return members.values().stream().filter(member -> member.features().thin()).toList();
    }

    CustomerId survivor(CustomerId customer) {
        var next = survivors.get(customer);
        return next == null ? customer : survivor(next);
    }

    private void join(Member member) {
        member.features().matchKeys()
                .flatMap(key -> holders.getOrDefault(key, List.of()).stream())
                .distinct()
                .filter(other -> !other.equals(member.source()))
                .map(this::member)
                .forEach(other -> Matcher.compare(member.features(), other.features()).ifPresent(agreement -> {
                    edges.add(Edge.between(member.source(), other.source(), agreement));
                    unite(member.customer(), other.customer());
                }));
    }

    private void join(Tie tie) {
        var one = members.get(tie.one());
        var other = members.get(tie.other());
        if (one != null && other != null) {
            Matcher.compareBuyers(one.features(), other.features(), tie.number()).ifPresent(agreement -> {
                edges.add(Edge.between(one.source(), other.source(), agreement));
                unite(one.customer(), other.customer());
            });
        }
    }

    private void unite(CustomerId one, CustomerId other) {
        var left = survivor(one);
        var right = survivor(other);
        if (left.equals(right)) {
            return;
        }
        boolean leftIsOlder = age(left) < age(right) || age(left) == age(right) && left.compareTo(right) < 0;
        survivors.put(leftIsOlder ? right : left, leftIsOlder ? left : right);
    }

    private Optional<CustomerId> holder(Features thin) {
        var fuller = thin.matchKeys()
                .flatMap(key -> holders.getOrDefault(key, List.of()).stream())
                .map(this::member)
                .filter(member -> !member.features().thin())
                .toList();
        var customers = customers(fuller);
        if (customers.size() > 1) {
            customers = customers(fuller.stream().filter(member -> member.features().agreesInNameWith(thin)).toList());
        }
        return customers.size() == 1 ? Optional.of(customers.iterator().next()) : Optional.empty();
    }

    private Set<CustomerId> customers(List<Member> of) {
        return of.stream().map(member -> survivor(member.customer())).collect(Collectors.toSet());
    }

    private long age(CustomerId customer) {
        return ages.getOrDefault(customer, Long.MAX_VALUE);
    }

    private Member member(SourceRef source) {
        return Objects.requireNonNull(members.get(source));
    }
}
