package io.casehub.identity;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people decide about who is one customer. Their word outlasts what the model makes of the
 * records, until somebody decides otherwise of the same two; facts, cases and views follow in the
 * same transaction.
 */
@Component
public class IdentityDecisions {

    /** Every record that leaves is kept apart from every record that stays. */
    private static final int MOST_PAIRS = 20_000;

    private final Members members;
    private final Judgements judgements;
    private final Resolver resolver;
    private final Announcement announcement;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    IdentityDecisions(Members members, Judgements judgements, Resolver resolver, Announcement announcement,
            AuditTrail audit, Clock clock, PlatformTransactionManager transactions) {
        this.members = members;
        this.judgements = judgements;
        this.resolver = resolver;
        this.announcement = announcement;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Makes customers one. The oldest survives.
     *
     * @param look what is to be seen of the outcome, asked while it can be seen: a preview is taken
     * back afterwards
     * @throws DecisionImpossible where these are not at least two customers of whom something is known
     */
    public <T> T merge(Set<CustomerId> customers, Wish wish, Function<Outcome, T> look) {
        return decide(wish, look, () -> {
            var some = members.of(customers);
            var groups = some.stream().filter(Member::isFull).collect(Collectors.groupingBy(Member::customer));
            if (groups.size() < 2 || groups.size() < customers.size()) {
                throw new DecisionImpossible("two customers or more can be made one, each with a record that says who "
                        + "it is; a sender of mails alone is not enough");
            }
            var firsts = groups.values().stream().map(group -> group.stream().min(Member.BY_AGE).orElseThrow())
                    .sorted(Member.BY_AGE).toList();
            take(groups.values().stream().flatMap(List::stream).toList(), Ruling.Word.APART);
            judgements
                    .replace(firsts.stream().skip(1).map(other -> Decision.byPerson(firsts.getFirst().id(), other.id(),
                            true, wish.actor(), wish.reason())).toList());
            return some;
        }, "customer.merged");
    }

    /**
     * Makes some of a customer's records another customer, for good.
     *
     * @throws DecisionImpossible where these are not some of the records that he is, or all of them
     */
    public <T> T split(CustomerId customer, Set<SourceRef> records, Wish wish, Function<Outcome, T> look) {
        return decide(wish, look, () -> {
            var all = members.of(Set.of(customer));
            var full = all.stream().filter(member -> !member.thin()).toList();
            var leaving = full.stream().filter(member -> records.contains(member.source())).toList();
            var staying = full.stream().filter(member -> !records.contains(member.source())).toList();
            if (leaving.size() != records.size() || staying.isEmpty()) {
                throw new DecisionImpossible("name some of the records that customer " + customer + " is, not all of "
                        + "them; a sender of mails goes with whoever has its address");
            }
            part(leaving, staying, wish);
            return all;
        }, "customer.split");
    }

    /**
     * Answers what the model asked: whether the customers of two records are one.
     *
     * @throws DecisionImpossible where nothing like this is asked any more
     */
    public <T> T review(long review, boolean areSame, Wish wish, Function<Outcome, T> look) {
        var asked = judgements.asked(review).orElseThrow(() -> notOpen(review));
        var ends = members.byIds(List.of(asked.one(), asked.other()));
        var customers = ends.stream().map(Member::customer).collect(Collectors.toSet());
        if (customers.size() != 2) {
            throw notOpen(review);
        }
        if (areSame) {
            return merge(customers, wish, look);
        }
        return decide(wish, look, () -> {
            var all = members.of(customers);
            var sides = all.stream().filter(member -> !member.thin()).collect(Collectors.groupingBy(Member::customer));
            var both = List.copyOf(sides.values());
            part(both.get(0), both.get(1), wish);
            return all;
        }, "customer.kept-apart");
    }

    private static DecisionImpossible notOpen(long review) {
        return new DecisionImpossible("review " + review + " is not open: it was decided, or the records have changed");
    }

    private void part(List<Member> leaving, List<Member> staying, Wish wish) {
        if ((long) leaving.size() * staying.size() > MOST_PAIRS) {
            throw new DecisionImpossible("at most " + MOST_PAIRS + " pairs of records can be parted at once");
        }
        take(Stream.concat(leaving.stream(), staying.stream()).toList(), Ruling.Word.SAME);
        var decisions = new ArrayList<Decision>();
        for (var one : leaving) {
            staying.forEach(other -> decisions.add(
                    Decision.byPerson(one.id(), other.id(), false, wish.actor(), wish.reason())));
        }
        var first = leaving.stream().filter(Member::isFull).min(Member.BY_AGE);
        leaving.stream().filter(Member::isFull).filter(other -> other.id() != first.orElseThrow().id())
                .forEach(other -> decisions
                        .add(Decision.byPerson(first.orElseThrow().id(), other.id(), true, wish.actor(),
                                wish.reason())));
        judgements.replace(decisions);
    }

    /** Ends what people have said before between these. */
    private void take(List<Member> among, Ruling.Word word) {
        var ids = among.stream().map(Member::id).collect(Collectors.toSet());
        judgements.end(judgements.standing(ids).stream().filter(ruling -> ruling.verdict() == word)
                .filter(ruling -> ids.contains(ruling.one()) && ids.contains(ruling.other())).toList());
    }

    private <T> T decide(Wish wish, Function<Outcome, T> look, Supplier<Collection<Member>> ruling,
            String action) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var concerned = ruling.get();
            var before = concerned.stream().map(Member::customer).collect(Collectors.toSet());
            var resolution = resolver.resolveAround(concerned.stream().map(Member::id).toList());
            announcement.of(resolution);
            var after = members.byIds(concerned.stream().map(Member::id).toList());
            var customers = new HashMap<CustomerId, List<SourceRef>>();
            after.forEach(member -> customers.computeIfAbsent(member.customer(), any -> new ArrayList<>())
                    .add(member.source()));
            note(wish, action, before, customers.keySet());
            var answer = look.apply(new Outcome(customers, resolution.retired(), !wish.preview()));
            if (wish.preview()) {
                status.setRollbackOnly();
            }
            return answer;
        }));
    }

    private void note(Wish wish, String action, Set<CustomerId> before, Set<CustomerId> after) {
        var concerned = new HashSet<>(before);
        concerned.addAll(after);
        audit.append(concerned.stream().sorted().map(customer -> new AuditEntry(
                new Subject("customer", customer.toString()), clock.instant(), wish.actor(), action, "customers",
                ids(before), ids(after), wish.reason())).toList());
    }

    private static String ids(Set<CustomerId> customers) {
        return customers.stream().sorted().map(CustomerId::toString).collect(Collectors.joining(" "));
    }

    /**
     * Who wants it and why.
     *
     * @param preview whether only to see what would come of it
     */
    public record Wish(String actor, String reason, boolean preview) {}
}
