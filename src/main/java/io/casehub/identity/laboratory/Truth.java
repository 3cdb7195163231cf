package io.casehub.identity.laboratory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which records are really one customer: each has the number of its own. */
final class Truth {

    private final int[] customers;
    private final long pairs;

    private Truth(People people, int[] customers) {
        this.customers = customers;
        var sizes = new HashMap<Integer, long[]>();
        for (int record = 0; record < customers.length; record++) {
            sizes.computeIfAbsent(customers[record], any -> new long[2])[people.isLeft(record) ? 0 : 1]++;
        }
        this.pairs = sizes.values().stream()
                .mapToLong(size -> people.isLink() ? size[0] * size[1] : size[0] * (size[0] - 1) / 2).sum();
    }

    boolean areOne(int one, int other) {
        return customers[one] == customers[other];
    }

    /** How many pairs are one customer. */
    long pairs() {
        return pairs;
    }

    /**
     * What was said on the command line: a file of pairs where there is one of this name, else a
     * column.
     *
     * @throws FileUnusable where it is neither
     */
    static Truth of(People people, String said, @Nullable String id) {
        var isColumn = people.left().columns().contains(said) && people.right().columns().contains(said);
        if (isColumn) {
            return column(people, said);
        }
        if (Files.isRegularFile(Path.of(said))) {
            return file(people, Path.of(said), id);
        }
        throw new FileUnusable("--truth " + said + " is no file, and no column of " + people.left().file()
                + (people.isLink() ? " and " + people.right().file() : "") + "; the columns are "
                + String.join(", ", people.left().columns()));
    }

    /** Equal values of a column are one customer, an empty one is nobody else's. */
    private static Truth column(People people, String column) {
        var known = new HashMap<String, Integer>();
        var customers = IntStream.range(0, people.size()).map(record -> {
            var said = people.row(record).getOrDefault(column, "");
            return said.isEmpty() ? record : known.computeIfAbsent(said, any -> record);
        }).toArray();
        return new Truth(people, customers);
    }

    /**
     * A file whose first two columns hold the ids of two records that are one customer; who is one with
     * a third is one with the other too. Its first line may be a pair already.
     */
    private static Truth file(People people, Path file, @Nullable String id) {
        var table = Table.read(file);
        if (table.columns().size() < 2) {
            throw new FileUnusable(file + ":1: needs two columns: the ids of two records that are one customer");
        }
        var pairs = table.rows().stream().map(row -> row.values().stream().limit(2).toList()).toList();
        var left = IdColumn.of(people.left(), id, ids(people, pairs, 0));
        var right = IdColumn.of(people.right(), id, ids(people, pairs, 1));
        var customers = IntStream.range(0, people.size()).toArray();
        var first = table.columns();
        if (left.rows().containsKey(first.get(0)) && right.rows().containsKey(first.get(1))) {
            unite(customers, left.row(first.get(0), file + ":1"), people.right(right.row(first.get(1), file + ":1")));
        }
        for (int line = 0; line < pairs.size(); line++) {
            var place = file + ":" + (line + 2);
            unite(customers, left.row(pairs.get(line).get(0), place),
                    people.right(right.row(pairs.get(line).get(1), place)));
        }
        return new Truth(people, IntStream.range(0, customers.length).map(record -> root(customers, record)).toArray());
    }

    /** Those of one side of the pairs, or of both where there is one file. */
    private static List<String> ids(People people, List<List<String>> pairs, int side) {
        return pairs.stream().flatMap(pair -> people.isLink() ? List.of(pair.get(side)).stream() : pair.stream())
                .toList();
    }

    private static void unite(int[] customers, int one, int other) {
        int left = root(customers, one);
        int right = root(customers, other);
        customers[Math.max(left, right)] = Math.min(left, right);
    }

    private static int root(int[] customers, int record) {
        int root = record;
        while (customers[root] != root) {
            customers[root] = customers[customers[root]];
            root = customers[root];
        }
        return root;
    }
}
