package io.casehub.identity.laboratory;

import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Roster.Apart;
import io.casehub.identity.matching.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file, or of two that are to be linked: then those of one file are not compared
 * with each other.
 */
public final class People {

    private final Table left;
    private final @Nullable Table right;
    private final FieldMap fields;
    private final List<Map<String, String>> rows;

    private People(Table left, @Nullable Table right, FieldMap fields) {
        this.left = left;
        this.right = right;
        this.fields = fields;
        this.rows = new ArrayList<>(left.rows());
        if (right != null) {
            rows.addAll(right.rows());
        }
    }

    /**
     * @param right {@code null} where records of one file are to be found among themselves
     * @throws FileUnusable where a file is missing, is no CSV, has no record or lacks a column
     */
    public static People read(Path left, @Nullable Path right, FieldMap fields) {
        return new People(table(left, fields), right == null ? null : table(right, fields), fields);
    }

    private static Table table(Path file, FieldMap fields) {
        var table = Table.read(file).having(fields.columns());
        if (table.rows().isEmpty()) {
            throw new FileUnusable(file + ":2: has no record");
        }
        return table;
    }

    int size() {
        return rows.size();
    }

    Map<String, String> row(int record) {
        return rows.get(record);
    }

    Profile profile(int record, MatchingRules rules) {
        return fields.profile(rows.get(record), rules);
    }

    /** What each record says, in normal form. */
    public List<Profile> profiles(MatchingRules rules) {
        return rows.stream().map(row -> fields.profile(row, rules)).toList();
    }

    /** The rules with the weights that these records suggest, without a look at who is who. */
    public MatchingRules trained(MatchingRules rules) {
        return Trainer.learn(rules, profiles(rules), apart(), pairs());
    }

    boolean isLink() {
        return right != null;
    }

    boolean isLeft(int record) {
        return record < left.rows().size();
    }

    Table left() {
        return left;
    }

    /** The file whose records stand second in a pair. */
    Table right() {
        return right == null ? left : right;
    }

    /** Where a record of {@link #right} stands among all. */
    int right(int row) {
        return right == null ? row : left.rows().size() + row;
    }

    Apart apart() {
        return isLink() ? (one, other) -> isLeft(one) != isLeft(other) : (one, other) -> true;
    }

    /** How many pairs there are that could be one customer. */
    double pairs() {
        double all = rows.size();
        double before = left.rows().size();
        return isLink() ? before * (all - before) : all * (all - 1) / 2;
    }
}
