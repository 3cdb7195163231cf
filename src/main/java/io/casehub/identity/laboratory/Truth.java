package io.casehub.identity.laboratory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which records are really one customer. */
interface Truth {

    boolean areOne(int one, int other);

    /** How many pairs are. */
    long pairs();

    /** Equal values of a column are one customer, an empty one is nobody else's. */
    static Truth column(People people, String column) {
        var entities = new ArrayList<String>();
        var sizes = new HashMap<String, long[]>();
        for (int record = 0; record < people.rows().size(); record++) {
            var said = people.rows().get(record).get(column);
            if (said == null) {
                throw new FileUnusable("there is no column " + column + " to take the truth from; there are "
                        + String.join(", ", people.rows().get(record).keySet()));
            }
            var entity = said.isEmpty() ? "record " + record : said;
            entities.add(entity);
            sizes.computeIfAbsent(entity, any -> new long[2])[record < people.left() ? 0 : 1]++;
        }
        long pairs = sizes.values().stream()
                .mapToLong(size -> people.isLink() ? size[0] * size[1] : size[0] * (size[0] - 1) / 2).sum();
        return new Truth() {

            @Override
            public boolean areOne(int one, int other) {
                return entities.get(one).equals(entities.get(other));
            }

            @Override
            public long pairs() {
                return pairs;
            }
        };
    }

    /**
     * A file whose first two columns hold the ids of two records that are one customer.
     *
     * @param id the column of the records in which these ids stand
     */
    static Truth file(People people, Path file, String id) {
        var numbers = new HashMap<String, Integer>();
        for (int record = 0; record < people.rows().size(); record++) {
            numbers.put(side(people, record) + people.rows().get(record).get(id), record);
        }
        Set<Long> same = Table.read(file).rows().stream().map(row -> pair(people, numbers, List.copyOf(row.values()), file))
                .collect(Collectors.toCollection(HashSet::new));
        return new Truth() {

            @Override
            public boolean areOne(int one, int other) {
                return same.contains(key(Math.min(one, other), Math.max(one, other)));
            }

            @Override
            public long pairs() {
                return same.size();
            }
        };
    }

    private static Long pair(People people, Map<String, Integer> numbers, List<String> ids, Path file) {
        if (ids.size() < 2) {
            throw new FileUnusable(file + " needs two columns: the ids of two records that are one customer");
        }
        var one = numbers.get("left " + ids.get(0));
        var other = numbers.get((people.isLink() ? "right " : "left ") + ids.get(1));
        if (one == null || other == null) {
            throw new FileUnusable(file + " speaks of " + (one == null ? ids.get(0) : ids.get(1)) + ", which no record is");
        }
        return key(Math.min(one, other), Math.max(one, other));
    }

    private static String side(People people, int record) {
        return record < people.left() ? "left " : "right ";
    }

    private static long key(int one, int other) {
        return (long) one << 32 | other;
    }
}
