package io.casehub.identity;

import io.casehub.identity.matching.Matcher;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Puts members with the customers that they are now, and says what that changed. */
@Component
class Placement {

    private final Members members;
    private final Judgements judgements;
    private final CustomerTable customers;

    Placement(Members members, Judgements judgements, CustomerTable customers) {
        this.members = members;
        this.judgements = judgements;
        this.customers = customers;
    }

    /** Members nobody knows anything of yet, each a customer of its own. */
    void add(List<Member> fresh) {
        customers.add(ways(fresh.stream(), Member::own));
        members.save(fresh, List.of());
    }

    /**
     * @param page members that are to be written as they now are; of the others of the circle only the
     * customer
     */
    Resolution apply(List<Member> page, Circle circle, Matcher matcher) {
        var all = circle.inside();
        var ages = customers.ages(all.stream().filter(member -> !circle.isFresh(member.id()))
                .flatMap(member -> Stream.of(member.customer(), member.own())).collect(Collectors.toSet()));
        var seats = new Seating(all, circle.rulings(), matcher, ages).seats();
        write(page, all, seats, ages.keySet());
        ask(circle, seats);
        var retired = retired(all, seats, ages.keySet());
        var moved = new ArrayList<SourceRef>();
        var regrouped = new HashSet<CustomerId>();
        for (var member : all) {
            var seat = seat(seats, member);
            var expected = retired.getOrDefault(member.customer(), member.customer());
            if (ages.containsKey(member.customer()) && !expected.equals(seat)) {
                moved.add(member.source());
                regrouped.addAll(List.of(expected, seat));
            }
        }
        return new Resolution(retired, moved, regrouped, page.stream()
                .collect(Collectors.toMap(Member::source, member -> seat(seats, member))));
    }

    private void write(List<Member> page, Collection<Member> all, Map<Long, CustomerId> seats,
            Set<CustomerId> known) {
        customers.add(
                ways(page.stream().filter(member -> !known.contains(member.own())), member -> seat(seats, member)));
        members.save(page.stream().map(member -> member.at(seat(seats, member))).toList(),
                page.stream().filter(member -> known.contains(member.own())).toList());
        var arrived = page.stream().map(Member::id).collect(Collectors.toSet());
        var moves = new HashMap<Long, CustomerId>();
        all.stream().filter(member -> !arrived.contains(member.id()) && !seat(seats, member).equals(member.customer()))
                .forEach(member -> moves.put(member.id(), seat(seats, member)));
        if (!moves.isEmpty()) {
            members.move(moves);
        }
        customers
                .lead(ways(all.stream().filter(member -> known.contains(member.own())), member -> seat(seats, member)));
    }

    private static SequencedMap<CustomerId, CustomerId> ways(Stream<Member> members, Function<Member, CustomerId> to) {
        return members.collect(Collectors.toMap(Member::own, to, (one, same) -> one, LinkedHashMap::new));
    }

    /** A person is asked about two who may be one and are not, unless one was asked before. */
    private void ask(Circle circle, Map<Long, CustomerId> seats) {
        var answered = circle.rulings().stream().filter(Ruling::isByPerson)
                .map(ruling -> Set.of(ruling.one(), ruling.other())).collect(Collectors.toSet());
        var asked = new HashMap<Ruling, Boolean>();
        circle.rulings().stream().filter(Ruling::isLikely).forEach(ruling -> {
            var one = seats.get(ruling.one());
            var other = seats.get(ruling.other());
            boolean asks = (one == null || !one.equals(other))
                    && !answered.contains(Set.of(ruling.one(), ruling.other()));
            if (asks != ruling.asks()) {
                asked.put(ruling, asks);
            }
        });
        if (!asked.isEmpty()) {
            judgements.ask(asked);
        }
    }

    /** Customers that nobody is any more, each with the one where the record is whose own it was. */
    private static Map<CustomerId, CustomerId> retired(Collection<Member> all, Map<Long, CustomerId> seats,
            Set<CustomerId> known) {
        var owners = all.stream().collect(Collectors.toMap(Member::own, member -> seat(seats, member)));
        var taken = Set.copyOf(seats.values());
        return all.stream().map(Member::customer).distinct()
                .filter(customer -> known.contains(customer) && !taken.contains(customer))
                .collect(Collectors.toMap(customer -> customer, customer -> owners.getOrDefault(customer, customer)));
    }

    private static CustomerId seat(Map<Long, CustomerId> seats, Member member) {
        return Objects.requireNonNull(seats.get(member.id()));
    }
}
