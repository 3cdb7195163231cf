package io.casehub.identity;

import io.casehub.model.CustomerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everybody whose customer a few records can change: those whom joins connect with them, all who
 * are one customer with any of these, and the thin records that have a contact of theirs.
 */
final class Circle {

    /** A contact of more records than these is nobody's own. */
    private static final int MOST_HOLDERS = 50;

    private final Members members;
    private final Judgements judgements;
    /** Who was met so far, also those who turn out to have nothing to do with it. */
    private final Map<Long, Member> met = new TreeMap<>();
    private final Map<Word, Ruling> rulings = new HashMap<>();
    /** What this page ends: the table still has it. */
    private final Set<Word> ended = new HashSet<>();
    private final Set<Long> inside = new HashSet<>();
    /** Who is one customer, of those customers of whom all have been met. */
    private final Map<CustomerId, Set<Long>> families = new HashMap<>();
    /** Whose rulings have been read. */
    private final Set<Long> learnt;
    private final Set<Long> fresh;

    /** @param fresh members of whom the tables know nothing yet */
    Circle(Members members, Judgements judgements, Set<Long> fresh) {
        this.members = members;
        this.judgements = judgements;
        this.fresh = fresh;
        this.learnt = new HashSet<>(fresh);
    }

    /** @param member by his id */
    boolean isFresh(long member) {
        return fresh.contains(member);
    }

    /** Makes somebody known, as he was stored or as he is now. */
    void meet(Collection<Member> others) {
        others.forEach(member -> met.putIfAbsent(member.id(), member));
    }

    /** Puts in what was decided now in the place of what was before. */
    void rule(Collection<Ruling> now) {
        now.forEach(ruling -> rulings.put(Word.of(ruling), ruling));
    }

    void forget(Collection<Ruling> gone) {
        gone.stream().map(Word::of).forEach(word -> {
            rulings.remove(word);
            ended.add(word);
        });
    }

    /** Widens the circle around these until nobody is missing. */
    void close(Collection<Long> around) {
        var outside = Set.copyOf(around);
        while (!outside.isEmpty()) {
            inside.addAll(outside);
            var next = joined(outside);
            if (inside.containsAll(next)) {
                next.addAll(reached());
            }
            next.removeAll(inside);
            outside = Set.copyOf(next);
        }
    }

    /** Those who are one customer with these, or whom a join connects with them. */
    private Set<Long> joined(Set<Long> some) {
        var customers = some.stream().filter(id -> !fresh.contains(id)).map(id -> met(id).customer())
                .collect(Collectors.toSet());
        gather(members.of(customers.stream().filter(customer -> !families.containsKey(customer)).toList()));
        var next = new HashSet<>(some);
        customers.forEach(customer -> next.addAll(families.getOrDefault(customer, Set.of())));
        learn(next);
        rulings.values().stream().filter(Circle::connects)
                .filter(ruling -> next.contains(ruling.one()) || next.contains(ruling.other())).toList()
                .forEach(ruling -> next.addAll(Set.of(ruling.one(), ruling.other())));
        gather(members.families(next.stream().filter(id -> !met.containsKey(id)).toList()));
        return next;
    }

    private void gather(List<Member> whole) {
        meet(whole);
        whole.forEach(member -> families.computeIfAbsent(member.customer(), any -> new HashSet<>()).add(member.id()));
    }

    /**
     * Thin records that have a contact of somebody inside, and all who have the contact of a thin one.
     */
    private Set<Long> reached() {
        var theirs = contacts(inside());
        meet(members.reachedBy(theirs, MOST_HOLDERS, true));
        var thin = met.values().stream().filter(Member::thin)
                .filter(sender -> sender.contacts().stream().anyMatch(theirs::contains)).toList();
        var contacts = contacts(thin);
        meet(members.reachedBy(contacts, MOST_HOLDERS, false));
        return Stream.concat(thin.stream(), met.values().stream()
                .filter(member -> member.contacts().stream().anyMatch(contacts::contains)))
                .map(Member::id).collect(Collectors.toSet());
    }

    private static Set<String> contacts(Collection<Member> of) {
        return of.stream().flatMap(member -> member.contacts().stream()).collect(Collectors.toSet());
    }

    /** Reads what stands of members, unless something newer is known. */
    void learn(Collection<Long> of) {
        judgements.standing(of.stream().filter(learnt::add).toList()).stream()
                .filter(ruling -> !ended.contains(Word.of(ruling)))
                .forEach(ruling -> rulings.putIfAbsent(Word.of(ruling), ruling));
    }

    Collection<Ruling> rulings() {
        return rulings.values();
    }

    Map<Pair, Ruling> rulingsOfTheModel() {
        return rulings.values().stream().filter(ruling -> !ruling.isByPerson())
                .collect(Collectors.toMap(Pair::of, ruling -> ruling));
    }

    Collection<Member> known() {
        return met.values();
    }

    Collection<Member> inside() {
        return inside.stream().sorted().map(this::met).toList();
    }

    Set<CustomerId> customers() {
        return inside.stream().map(id -> met(id).customer()).collect(Collectors.toSet());
    }

    private Member met(long id) {
        return Objects.requireNonNull(met.get(id));
    }

    private static boolean connects(Ruling ruling) {
        return ruling.verdict() == Ruling.Word.JOIN || ruling.verdict() == Ruling.Word.SAME;
    }

    /** Of two members there is one ruling of the model and one of people at most. */
    private record Word(Pair pair, boolean byPerson) {

        static Word of(Ruling ruling) {
            return new Word(Pair.of(ruling), ruling.isByPerson());
        }
    }
}
