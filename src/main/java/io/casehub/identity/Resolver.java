package io.casehub.identity;

import io.casehub.identity.Purchases.Tie;
import io.casehub.identity.matching.Matcher;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.Claim;
import io.casehub.model.CustomerId;
import io.casehub.model.Fact;
import io.casehub.model.SourceRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives every customer record of a page its customer, and writes down why. */
@Component
class Resolver {

    private final Members members;
    private final Neighbours neighbours;
    private final Judgements judgements;
    private final Purchases purchases;
    private final Claims claims;
    private final Matching matching;
    private final Placement placement;
    private final TransactionTemplate savepoint;

    Resolver(Members members, Neighbours neighbours, Judgements judgements, Purchases purchases, Claims claims,
            Matching matching, Placement placement, PlatformTransactionManager transactions) {
        this.members = members;
        this.neighbours = neighbours;
        this.judgements = judgements;
        this.purchases = purchases;
        this.claims = claims;
        this.matching = matching;
        this.placement = placement;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Decides, and writes it down.
     *
     * @param facts of the page; what they say of orders ties customer records together
     * @param keys what else nobody may touch meanwhile
     */
    Resolution resolve(List<StoredRecord> records, Collection<? extends Fact> facts, Set<String> keys) {
        var matcher = matching.matcher();
        // on all cores: what a page is compared by is half of the work, and nobody's turn but its own
        var arrivals = records.parallelStream().map(record -> Arrival.of(record, matcher)).toList();
        var locks = IntStream.concat(arrivals.stream().flatMapToInt(Arrival::locks),
                Stream.concat(keys.stream(), placers(facts)).mapToInt(String::hashCode));
        var draft = behindLocks(locks, () -> draw(arrivals, facts, matcher));
        if (draft.page().isEmpty()) {
            return Resolution.none();
        }
        neighbours.settle(draft.page(), draft.before(), draft.filing());
        judgements.end(draft.comparing().ended());
        judgements.add(draft.comparing().fresh());
        return placement.apply(draft.page(), draft.circle(), matcher);
    }

    /**
     * Decides anew around some members, after a person has said something of them.
     *
     * @param around members by their ids
     */
    Resolution resolveAround(Collection<Long> around) {
        var draft = behindLocks(IntStream.empty(), () -> {
            var circle = new Circle(members, judgements, Set.of());
            circle.meet(members.byIds(around));
            circle.close(around);
            return new Draft(List.of(), List.of(), circle, Comparing.NOTHING,
                    neighbours.file(List.of(), List.of(), id -> false, matching.matcher().rules()),
                    locks(circle, Set.of()));
        });
        return placement.apply(List.of(), draft.circle(), matching.matcher());
    }

    /**
     * A draft that is read behind locks on every key it depends on. Which these are shows only as it is
     * drawn; locks are taken in one order or not at all, so the ones taken so far are given back before
     * more are asked for.
     */
    private Draft behindLocks(IntStream first, Supplier<Draft> drawing) {
        var locks = Members.slots(first);
        while (true) {
            var draft = Objects.requireNonNull(savepoint.execute(transaction -> {
                members.lock(locks);
                var drawn = drawing.get();
                if (!locks.containsAll(drawn.locks())) {
                    transaction.setRollbackOnly();
                }
                return drawn;
            }));
            if (!locks.addAll(draft.locks())) {
                return draft;
            }
        }
    }

    private Draft draw(List<Arrival> arrivals, Collection<? extends Fact> facts, Matcher matcher) {
        var arrived = arrivals.stream().map(Arrival::source).collect(Collectors.toSet());
        var ties = purchases.of(Stream.concat(arrived.stream(), purchases.save(facts).stream()).distinct().toList());
        var known = members.find(Stream.concat(arrived.stream(), ties.stream().flatMap(Tie::ends)).distinct().toList());
        var ids = members.newIds((int) arrived.stream().filter(source -> !known.containsKey(source)).count())
                .iterator();
        var page = Stream.concat(
                arrivals.stream().map(arrival -> arrival.member(known.get(arrival.source()), ids::next)),
                buyers(ties, known).filter(member -> !arrived.contains(member.source()))).toList();
        var fresh = page.stream().filter(member -> !known.containsKey(member.source())).toList();
        var circle = new Circle(members, judgements, fresh.stream().map(Member::id).collect(Collectors.toSet()));
        circle.meet(page);
        circle.meet(known.values());
        circle.learn(page.stream().map(Member::id).toList());
        var filing = neighbours.file(page, arrivals, circle::isFresh, matcher.rules());
        var comparing = compare(filing, circle, page, ties, matcher);
        circle.forget(comparing.ended());
        circle.rule(comparing.rulings());
        circle.close(page.stream().map(Member::id).toList());
        var locks = locks(circle, fresh.stream().map(Member::customer).collect(Collectors.toSet()));
        known.values().forEach(member -> locks.addAll(Members.slots(Arrival.locks(member, matcher.rules()))));
        locks.addAll(Members.slots(placers(facts).mapToInt(String::hashCode)));
        return new Draft(page, known.values(), circle, comparing, filing, locks);
    }

    private Comparing compare(Filing filing, Circle circle, List<Member> page, List<Tie> ties, Matcher matcher) {
        var buyers = Comparing.buyers(ties, circle.known());
        var ruled = circle.rulingsOfTheModel().keySet();
        return Comparing.of(neighbours.compare(filing.encounters(), page, buyers, ruled, matcher), circle, matcher);
    }

    /** Those of whom an order says something new, unless it ties what is one customer already. */
    private static Stream<Member> buyers(List<Tie> ties, Map<SourceRef, Member> known) {
        return ties.stream().filter(tie -> !isOneCustomer(known.get(tie.one()), known.get(tie.other())))
                .flatMap(tie -> Stream.ofNullable(known.get(tie.one()))).distinct().filter(Member::isFull);
    }

    private static boolean isOneCustomer(@Nullable Member one, @Nullable Member other) {
        return one != null && other != null && one.customer().equals(other.customer());
    }

    /**
     * Members for customer records that facts name and that have not arrived; each a customer of its
     * own until then.
     */
    void expect(Collection<SourceRef> named) {
        if (named.isEmpty()) {
            return;
        }
        var known = members.find(named);
        var missing = named.stream().filter(source -> !known.containsKey(source)).distinct().sorted().toList();
        if (!missing.isEmpty()) {
            var ids = members.newIds(missing.size()).iterator();
            placement.add(missing.stream().map(source -> Arrival.unknown(ids.next(), source)).toList());
        }
    }

    /**
     * Who placed the orders by which facts say whose they are: they must stay whose they are meanwhile.
     */
    private Stream<String> placers(Collection<? extends Fact> facts) {
        var orders = facts.stream().flatMap(fact -> fact.claim().stream()).filter(Claim.ByOrder.class::isInstance)
                .map(claim -> ((Claim.ByOrder) claim).number()).collect(Collectors.toSet());
        return orders.isEmpty() ? Stream.empty() : claims.placers(orders).stream().map(SourceRef::toString);
    }

    /**
     * Whoever else decides about one of these customers waits, and whoever files something under a
     * record that may become another's. Nobody knows the new customers, who differ from draft to draft.
     */
    private static Set<Integer> locks(Circle circle, Set<CustomerId> fresh) {
        return Members.slots(Stream.concat(
                circle.customers().stream().filter(customer -> !fresh.contains(customer)).map(CustomerId::toString),
                circle.inside().stream().map(member -> member.source().toString())).mapToInt(String::hashCode));
    }

    /**
     * What a page would change.
     *
     * @param page its members, as they are now
     * @param before those who were known, as they were
     * @param locks for what was looked at to find out
     */
    private record Draft(List<Member> page, Collection<Member> before, Circle circle, Comparing comparing,
            Filing filing, Set<Integer> locks) {}
}
