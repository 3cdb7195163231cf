package io.casehub.harness;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Matter;
import io.casehub.landscape.company.Matter.Hint;
import io.casehub.landscape.company.Matter.Place;
import io.casehub.landscape.company.Truth.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How well the hub's cases are the matters of the truth, counted in pairs of source cases and
 * mails. What stands in no matter is one of its own, so whatever joins it is wrong.
 *
 * @param joined pairs that the hub holds in one case
 * @param wrong those of them that belong to two matters, each described
 * @param crossing how many of those belong to two customers
 * @param all pairs of matters that stand in several systems
 * @param missed those of them that the hub holds apart
 * @param whole matters of several systems that are one case with nothing else in it
 * @param absent what the truth knows and the hub has not
 */
record CaseQuality(int items, int matters, long joined, List<String> wrong, int crossing, long all, List<Missed> missed,
        int whole,
        List<Key> absent) {

    private static final int EXAMPLES = Integer.getInteger("harness.examples", 3);

    /**
     * The case that something is in.
     *
     * @param hubCase nothing where it is in none
     * @param customer of that case
     */
    record Held(@Nullable String hubCase, @Nullable String customer) {}

    /** Two places of one matter in two cases, and what there was to find them by. */
    record Missed(String evidence, String pair) {}

    /** Two things in one case that belong to two matters. */
    private record Wrong(Key one, Key other) {}

    static CaseQuality of(Company company, List<Matter> matters, JdbcClient jdbc) {
        var held = new HashMap<Key, Held>();
        jdbc.sql("""
                select r.system, r.entity, r.key, l.case_id::text, h.customer_id::text
                from source_record r
                left join case_link l using (system, entity, key)
                left join hub_case h on h.id = l.case_id
                where r.entity in ('case', 'interaction')
                """).query(row -> {
            held.put(new Key(row.getString(1), row.getString(2), row.getString(3)),
                    new Held(row.getString(4), row.getString(5)));
        });
        return of(matters, customers(company), held);
    }

    /**
     * @param customers whose each thing is
     */
    static CaseQuality of(List<Matter> matters, Map<Key, Integer> customers, Map<Key, Held> held) {
        var matterOf = new HashMap<Key, Matter>();
        matters.forEach(matter -> matter.places().forEach(place -> matterOf.put(key(place), matter)));
        var cases = held.entrySet().stream().filter(entry -> entry.getValue().hubCase() != null)
                .collect(Collectors.groupingBy(entry -> Objects.requireNonNull(entry.getValue().hubCase()),
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        var spread = matters.stream().filter(Matter::spreads).toList();
        long joined = cases.values().stream().mapToLong(one -> pairs(one.size())).sum();
        var wrong = cases.values().stream().flatMap(one -> wrong(one, matterOf).stream()).toList();
        int crossing = (int) wrong.stream()
                .filter(pair -> !Objects.equals(customers.get(pair.one()), customers.get(pair.other()))).count();
        long all = spread.stream().mapToLong(matter -> pairs(present(matter, held).size())).sum();
        var missed = spread.stream().flatMap(matter -> missed(matter, held).stream()).toList();
        int whole = (int) spread.stream().filter(matter -> isWhole(matter, held, cases)).count();
        var absent = matterOf.keySet().stream().filter(key -> !held.containsKey(key)).toList();
        return new CaseQuality(held.size(), spread.size(), joined,
                wrong.stream().map(
                        pair -> described(pair.one(), matterOf) + " with " + described(pair.other(), matterOf))
                        .sorted().toList(),
                crossing, all, missed, whole, absent);
    }

    double precision() {
        return joined == 0 ? 1 : 1 - (double) wrong.size() / joined;
    }

    double recall() {
        return all == 0 ? 1 : 1 - (double) missed.size() / all;
    }

    /** The figures, and of what went wrong a few of each kind. */
    String report() {
        var lines = new ArrayList<String>();
        lines.add(toString());
        lines.add("wrongly joined:");
        wrong.stream().limit(40).forEach(pair -> lines.add("  " + pair));
        lines.add("held apart, by what there was to find them by:");
        byEvidence().forEach((evidence, pairs) -> {
            lines.add("  %5d %s".formatted(pairs.size(), evidence));
            pairs.stream().limit(EXAMPLES).forEach(one -> lines.add("          " + one.pair()));
        });
        return String.join("\n", lines);
    }

    /** What was missed by what there was to find it by, the most frequent first. */
    Map<String, List<Missed>> byEvidence() {
        var grouped = missed.stream().collect(Collectors.groupingBy(Missed::evidence));
        var sorted = new TreeMap<String, List<Missed>>((a, b) -> {
            int bySize = Integer.compare(size(grouped, b), size(grouped, a));
            return bySize != 0 ? bySize : a.compareTo(b);
        });
        sorted.putAll(grouped);
        return sorted;
    }

    @Override
    public String toString() {
        return "linking: %d items, precision %.4f (%d of %d joined pairs wrong, %d of two customers), recall %.4f (%d of %d pairs missed), %d of %d matters whole"
                .formatted(items, precision(), wrong.size(), joined, crossing, recall(), missed.size(), all, whole,
                        matters);
    }

    private static int size(Map<String, List<Missed>> grouped, String evidence) {
        return grouped.getOrDefault(evidence, List.of()).size();
    }

    private static List<Wrong> wrong(List<Key> together, Map<Key, Matter> matterOf) {
        var wrong = new ArrayList<Wrong>();
        for (int i = 0; i < together.size(); i++) {
            for (var other : together.subList(i + 1, together.size())) {
                var one = together.get(i);
                var matter = matterOf.get(one);
                if (matter == null || matter != matterOf.get(other)) {
                    wrong.add(new Wrong(one, other));
                }
            }
        }
        return wrong;
    }

    private static String described(Key key, Map<Key, Matter> matterOf) {
        var matter = matterOf.get(key);
        var whose = matter == null
                ? "alone"
                : "%s %d of customer %d, order %s".formatted(matter.kind(), matter.no(), matter.customer(),
                        matter.order());
        return key.system() + ":" + key.key() + " (" + whose + hint(key, matter) + ")";
    }

    private static String hint(Key key, @Nullable Matter matter) {
        return matter == null
                ? ""
                : matter.places().stream().filter(place -> key(place).equals(key))
                        .map(place -> ", " + place.hint() + (place.stranger() ? " by a stranger" : "")).findFirst()
                        .orElse("");
    }

    private static List<Missed> missed(Matter matter, Map<Key, Held> held) {
        var missed = new ArrayList<Missed>();
        var places = present(matter, held);
        for (int i = 0; i < places.size(); i++) {
            for (var other : places.subList(i + 1, places.size())) {
                var one = Objects.requireNonNull(held.get(key(places.get(i))));
                var two = Objects.requireNonNull(held.get(key(other)));
                if (one.hubCase() == null || !one.hubCase().equals(two.hubCase())) {
                    missed.add(new Missed(evidence(places.get(i), one, other, two), "matter %d, order %s: %s and %s"
                            .formatted(matter.no(), matter.order(), named(places.get(i)), named(other))));
                }
            }
        }
        return missed;
    }

    private static String evidence(Place one, Held held, Place other, Held heldToo) {
        var hints = List.of(one.hint(), other.hint()).stream().sorted().map(Hint::name)
                .collect(Collectors.joining(" + "));
        var customers = held.customer() != null && held.customer().equals(heldToo.customer())
                ? "one hub customer"
                : "two hub customers";
        return hints + ", " + customers + (one.stranger() || other.stranger() ? ", from a strange address" : "");
    }

    private static Map<Key, Integer> customers(Company company) {
        var customers = new HashMap<Key, Integer>();
        company.tickets().forEach(ticket -> customers.put(new Key("crm", "case", String.valueOf(ticket.id())),
                ticket.contact().customer()));
        company.disputes().forEach(dispute -> customers.put(new Key("billing", "case", dispute.no()),
                dispute.invoice().order().customer()));
        company.returns().forEach(goods -> customers.put(new Key("erp", "case", goods.no()),
                goods.order().customer()));
        company.inquiries().forEach(inquiry -> customers.put(new Key("shipping", "case", inquiry.id()),
                inquiry.parcel().order().customer()));
        company.letters().forEach(letter -> customers.put(new Key("email", "interaction", letter.messageId()),
                letter.customer()));
        return customers;
    }

    private static boolean isWhole(Matter matter, Map<Key, Held> held, Map<String, List<Key>> cases) {
        var places = present(matter, held);
        if (places.isEmpty()) {
            return false;
        }
        var first = Objects.requireNonNull(held.get(key(places.getFirst()))).hubCase();
        var together = first == null ? List.<Key>of() : cases.getOrDefault(first, List.of());
        return together.size() == matter.places().size()
                && together.containsAll(places.stream().map(CaseQuality::key).toList());
    }

    private static List<Place> present(Matter matter, Map<Key, Held> held) {
        return matter.places().stream().filter(place -> held.containsKey(key(place))).toList();
    }

    private static Key key(Place place) {
        return new Key(place.system(), place.entity(), place.key());
    }

    private static String named(Place place) {
        return place.system() + ":" + place.key();
    }

    private static long pairs(long count) {
        return count * (count - 1) / 2;
    }
}
