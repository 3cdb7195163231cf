package io.casehub.harness;

import io.casehub.landscape.company.Truth.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How well the hub's customers are those of the truth, counted in pairs of customer records.
 *
 * @param mixed hub customers that hold records of two people, each with what it holds
 * @param found pairs of one person's records that the hub holds together
 * @param all pairs of one person's records
 */
record Quality(List<String> mixed, long found, long all, int customers, int people) {

    private static final Map<String, String> ENTITIES = Map.of("crm", "contact", "erp", "KUNDE", "billing", "debtor",
            "email", "address");

    static Quality of(Map<Integer, List<Key>> truth, JdbcClient jdbc) {
        var people = people(truth);
        var customers = new TreeMap<String, List<String>>();
        jdbc.sql("select customer_id::text, system, key from member where seen order by 1, 2, 3").query(row -> {
            customers.computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                    .add(row.getString(2) + ":" + row.getString(3));
        });
        var mixed = customers.values().stream()
                .filter(records -> records.stream().map(record -> people.getOrDefault(record, Set.of()))
                        .filter(one -> one.size() == 1).distinct().count() > 1)
                .map(records -> records + " of " + records.stream().map(people::get).toList()).toList();
        long found = customers.values().stream().mapToLong(records -> pairs(records, people)).sum();
        var everybody = customers.values().stream().flatMap(List::stream).toList();
        long owners = everybody.stream().flatMap(record -> people.getOrDefault(record, Set.of()).stream()).distinct()
                .count();
        return new Quality(mixed, found, pairs(everybody, people), customers.size(), (int) owners);
    }

    double recall() {
        return (double) found / all;
    }

    @Override
    public String toString() {
        return "identity: %d people, %d hub customers, %d of them mixed, recall %.3f (%d of %d pairs)"
                .formatted(people, customers, mixed.size(), recall(), found, all);
    }

    /** Whose each record is: an address may belong to several. */
    private static Map<String, Set<Integer>> people(Map<Integer, List<Key>> truth) {
        var people = new HashMap<String, Set<Integer>>();
        truth.forEach((person, keys) -> keys.stream()
                .filter(key -> key.entity().equals(ENTITIES.get(key.system())))
                .forEach(key -> people.computeIfAbsent(key.system() + ":" + key.key(), any -> new HashSet<>())
                        .add(person)));
        return people;
    }

    private static long pairs(List<String> records, Map<String, Set<Integer>> people) {
        return records.stream().map(record -> people.getOrDefault(record, Set.of())).filter(one -> one.size() == 1)
                .collect(Collectors.groupingBy(one -> one, Collectors.counting()))
                .values().stream().mapToLong(count -> count * (count - 1) / 2).sum();
    }
}
