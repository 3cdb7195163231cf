package io.casehub.identity;

import io.casehub.identity.Ruling.Word;
import io.casehub.identity.matching.Grouping;
import io.casehub.identity.matching.Grouping.Bridge;
import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Verdict;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says of members and what was decided of them who is which customer. A pure function, whatever
 * they were before: the members of a group are the customer that its oldest one is by himself. A
 * thin record joins nobody: it stands with the one customer that holds its contact, or else with
 * the one company that its domain is called after, and by itself while there is none or more than
 * one to choose from.
 */
final class Seating {

    private final List<Member> full;
    private final List<Member> thin;
    private final Map<Long, Integer> places = new HashMap<>();
    private final Map<Long, Ruling> byModel = new HashMap<>();
    private final Map<Long, Ruling> byPeople = new HashMap<>();
    private final Matcher matcher;
    private final Map<CustomerId, Long> ages;
    private final Map<Long, CustomerId> seats = new HashMap<>();

    /**
     * @param members all who have anything to do with each other
     * @param ages when the customers came to be; new ones are missing
     */
    Seating(Collection<Member> members, Collection<Ruling> rulings, Matcher matcher, Map<CustomerId, Long> ages) {
        var sorted = members.stream().sorted(Comparator.comparing(Member::source)).toList();
        this.full = sorted.stream().filter(member -> !member.thin()).toList();
        this.thin = sorted.stream().filter(Member::thin).toList();
        this.matcher = matcher;
        this.ages = ages;
        for (int place = 0; place < full.size(); place++) {
            places.put(full.get(place).id(), place);
        }
        rulings.stream().filter(ruling -> places.containsKey(ruling.one()) && places.containsKey(ruling.other()))
                .forEach(ruling -> (ruling.isByPerson() ? byPeople : byModel).put(pair(ruling), ruling));
    }

    /** The customer of each member. */
    Map<Long, CustomerId> seats() {
        var groups = new Grouping(full.size(), this::judge).of(bridges());
        var customers = new HashMap<Integer, CustomerId>();
        for (int place = 0; place < full.size(); place++) {
            customers.merge(groups[place], full.get(place).own(), this::older);
        }
        for (int place = 0; place < full.size(); place++) {
            seats.put(full.get(place).id(), Objects.requireNonNull(customers.get(groups[place])));
        }
        thin.forEach(member -> seats.put(member.id(), holder(member)));
        return seats;
    }

    private List<Bridge> bridges() {
        var bridges = new ArrayList<Bridge>();
        byModel.values().stream().filter(ruling -> ruling.verdict() == Word.JOIN)
                .forEach(ruling -> bridges.add(bridge(ruling, false)));
        byPeople.values().stream().filter(ruling -> ruling.verdict() == Word.SAME)
                .forEach(ruling -> bridges.add(bridge(ruling, true)));
        return bridges;
    }

    private Bridge bridge(Ruling ruling, boolean isCertain) {
        int one = place(ruling.one());
        int other = place(ruling.other());
        return new Bridge(Math.min(one, other), Math.max(one, other),
                ruling.bits() == null ? matcher.rules().join() : ruling.bits(), isCertain);
    }

    /** What is known of two, and what the model makes of those who have not been compared. */
    private Judgement judge(int one, int other) {
        long pair = pair(one, other);
        var word = byPeople.get(pair);
        if (word != null) {
            return Judgement.of(word.verdict() == Word.SAME ? Verdict.JOIN : Verdict.NEVER, matcher.rules().join());
        }
        var ruling = byModel.get(pair);
        if (ruling != null) {
            return Judgement.of(verdict(ruling.verdict()),
                    ruling.bits() == null ? matcher.rules().join() : ruling.bits());
        }
        var left = full.get(one).profile();
        var right = full.get(other).profile();
        return left == null || right == null ? Judgement.of(Verdict.NEW, 0) : matcher.judge(left, right);
    }

    private static Verdict verdict(Word word) {
        return CodeWord.of(Verdict.class, word.word());
    }

    private long pair(Ruling ruling) {
        return pair(place(ruling.one()), place(ruling.other()));
    }

    private int place(long member) {
        return Objects.requireNonNull(places.get(member));
    }

    private static long pair(int one, int other) {
        return (long) Math.min(one, other) << 32 | Math.max(one, other);
    }

    private CustomerId older(CustomerId one, CustomerId other) {
        long left = age(one);
        long right = age(other);
        return left < right || left == right && one.compareTo(other) < 0 ? one : other;
    }

    private long age(CustomerId customer) {
        return ages.getOrDefault(customer, Long.MAX_VALUE);
    }

    /** Whose contact it is, and where nobody knows it, whose domain. */
    private CustomerId holder(Member sender) {
        var holders = holders(sender, key -> !Profiles.isDomain(key));
        if (holders.isEmpty()) {
            holders = holders(sender, Profiles::isDomain);
        }
        var customers = customers(holders);
        if (customers.size() > 1) {
            customers = customers(holders.stream().filter(member -> agree(member, sender)).toList());
        }
        return customers.size() == 1 ? customers.iterator().next() : sender.own();
    }

    private List<Member> holders(Member sender, Predicate<String> kind) {
        var keys = sender.contacts().stream().filter(kind).collect(Collectors.toSet());
        return full.stream().filter(member -> member.contacts().stream().anyMatch(keys::contains)).toList();
    }

    private boolean agree(Member one, Member other) {
        return one.profile() != null && other.profile() != null && matcher.agreeInName(one.profile(), other.profile());
    }

    private Set<CustomerId> customers(List<Member> of) {
        return of.stream().map(member -> Objects.requireNonNull(seats.get(member.id()))).collect(Collectors.toSet());
    }
}
