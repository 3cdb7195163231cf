package io.casehub.identity;

import io.casehub.identity.Purchases.Tie;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Fact;
import io.casehub.model.Gone;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Purchases purchases;
    private final TransactionTemplate savepoint;

    Resolver(Members members, Purchases purchases, PlatformTransactionManager transactions) {
        this.members = members;
        this.purchases = purchases;
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
        var draft = behindLocks(records, facts, new HashSet<>(keys));
        if (draft.page().isEmpty()) {
            return Resolution.none();
        }
        members.addEdges(draft.grouping().edges());
        return apply(draft.grouping(), draft.page(), draft.before());
    }

    /**
     * A draft that is read behind locks on every key it depends on. Which these are shows only as it is
     * drawn; locks are taken in one order or not at all, so the ones taken so far are given back before
     * more are asked for.
     */
    private Draft behindLocks(List<StoredRecord> records, Collection<? extends Fact> facts, Set<String> locks) {
        while (true) {
            var draft = Objects.requireNonNull(savepoint.execute(transaction -> {
                members.lock(locks);
                var drawn = draw(records, facts);
                if (!locks.containsAll(drawn.keys())) {
                    transaction.setRollbackOnly();
                }
                return drawn;
            }));
            if (!locks.addAll(draft.keys())) {
                return draft;
            }
        }
    }

    private Draft draw(List<StoredRecord> records, Collection<? extends Fact> facts) {
        var arrived = records.stream().map(StoredRecord::source).collect(Collectors.toSet());
        var ties = purchases.of(Stream.concat(arrived.stream(), purchases.save(facts).stream()).distinct().toList());
        var tied = members.find(ties.stream().flatMap(Tie::ends).distinct().toList());
        var known = members.find(arrived);
        var page = Stream.concat(records.stream().map(record -> base(record, known.get(record.source()))),
                buyers(ties, tied).filter(member -> !arrived.contains(member.source()))).toList();
        var keys = Stream.concat(page.stream(), known.values().stream())
                .flatMap(member -> member.features().matchKeys())
                .collect(Collectors.toSet());
        var others = new HashMap<>(members.sharing(keys));
        others.putAll(tied);
        var grouping = group(page, known, others, ties);
        if (!grouping.survivors().isEmpty()) {
            // a sender who had two of these customers to choose from has one now
            var around = members.keys(Stream.concat(grouping.survivors().keySet().stream(),
                    grouping.survivors().values().stream()).distinct().toList());
            others.putAll(members.sharing(around));
            keys.addAll(around);
            grouping = group(page, known, others, ties);
        }
        return new Draft(grouping, page, new Before(known, others), keys);
    }

    /** Those of whom an order says something new, unless it ties what is one customer already. */
    private static Stream<Member> buyers(List<Tie> ties, Map<SourceRef, Member> tied) {
        return ties.stream().filter(tie -> !isOneCustomer(tied.get(tie.one()), tied.get(tie.other())))
                .flatMap(tie -> Optional.ofNullable(tied.get(tie.one())).stream()).distinct()
                .filter(member -> member.seen() && !member.features().thin());
    }

    private static boolean isOneCustomer(@Nullable Member one, @Nullable Member other) {
        return one != null && other != null && one.customer().equals(other.customer());
    }

    private Grouping group(List<Member> page, Map<SourceRef, Member> known, Map<SourceRef, Member> others,
            List<Tie> ties) {
        return new Grouping(page, others.values(), members.ages(customersOf(known, others)), ties);
    }

    /**
     * Members for customer records that facts name and that have not arrived; each a customer of its
     * own until then.
     */
    void expect(Collection<SourceRef> named) {
        var known = members.find(named);
        var missing = named.stream()
                .filter(source -> !known.containsKey(source))
                .distinct()
                .sorted()
                .map(source -> {
                    var own = CustomerId.next();
                    return new Member(unknown(source), own, own, false);
                })
                .toList();
        if (!missing.isEmpty()) {
            members.addCustomers(missing.stream().map(Member::customer).toList());
            members.save(missing);
        }
    }

    private Resolution apply(Grouping grouping, List<Member> page, Before before) {
        var settled = new HashMap<SourceRef, Member>();
        Stream.concat(page.stream(), grouping.thin().stream())
                .forEach(member -> settled.put(member.source(), grouping.settled(member.source())));
        var retired = new HashMap<>(grouping.survivors());
        retired.keySet().retainAll(before.customers());
        var moved = new ArrayList<SourceRef>();
        var regrouped = new HashSet<CustomerId>();
        var revived = new HashSet<CustomerId>();
        settled.values().stream().sorted((a, b) -> a.source().compareTo(b.source())).forEach(member -> {
            var was = before.customer(member.source());
            if (was == null || grouping.survivor(was).equals(member.customer())) {
                return;
            }
            if (was.equals(member.own())) {
                retired.put(was, member.customer());
            } else {
                moved.add(member.source());
                regrouped.addAll(List.of(grouping.survivor(was), member.customer()));
                revived.add(member.own());
            }
        });
        write(settled.values(), before, retired, revived);
        return new Resolution(retired, moved, regrouped, page.stream()
                .map(member -> grouping.settled(member.source()))
                .collect(Collectors.toMap(Member::source, Member::customer)));
    }

    private void write(Collection<Member> settled, Before before, Map<CustomerId, CustomerId> retired,
            Set<CustomerId> revived) {
        var fresh = new LinkedHashSet<CustomerId>();
        settled.forEach(member -> fresh.addAll(List.of(member.customer(), member.own())));
        fresh.removeAll(before.customers());
        members.addCustomers(List.copyOf(fresh));
        members.save(settled);
        members.revive(revived);
        var led = new HashMap<>(retired);
        settled.stream()
                .filter(member -> !member.customer().equals(member.own()))
                .forEach(member -> led.put(member.own(), member.customer()));
        members.merge(led);
    }

    /**
     * A record before anything is decided: where it stood so far, or with a new customer of its own.
     */
    private static Member base(StoredRecord record, @Nullable Member known) {
        var features = switch (record.record()) {
            case CustomerRecord customer -> Features.of(customer);
            case Gone gone -> unknown(gone.source());
            default -> throw new IllegalArgumentException(record.source() + " is no customer record");
        };
        if (known == null) {
            var own = CustomerId.next();
            return new Member(features, own, own, true);
        }
        boolean staysFull = known.seen() && !known.features().thin();
        var thin = features.thin() && !staysFull;
        var kept = new Features(features.source(), thin, features.kind(), features.name(), features.birthDate(),
                features.contacts(), features.identifiers());
        boolean grewUp = known.features().thin() && !thin;
        return new Member(kept, grewUp ? known.own() : known.customer(), known.own(), true);
    }

    private static Features unknown(SourceRef source) {
        return new Features(source, false, Features.kind(null), "", null, Set.of(), Set.of());
    }

    private static Set<CustomerId> customersOf(Map<SourceRef, Member> known, Map<SourceRef, Member> others) {
        return Stream.concat(known.values().stream(), others.values().stream())
                .flatMap(member -> Stream.of(member.customer(), member.own()))
                .collect(Collectors.toSet());
    }

    /**
     * What a page would change.
     *
     * @param keys what was looked at to find out
     */
    private record Draft(Grouping grouping, List<Member> page, Before before, Set<String> keys) {}

    /** How the members stood before the page. */
    private record Before(Map<SourceRef, Member> known, Map<SourceRef, Member> others) {

        @Nullable
        CustomerId customer(SourceRef source) {
            var member = known.getOrDefault(source, others.get(source));
            return member == null ? null : member.customer();
        }

        Set<CustomerId> customers() {
            return customersOf(known, others);
        }
    }
}
