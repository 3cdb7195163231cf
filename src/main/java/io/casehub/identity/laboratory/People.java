package io.casehub.identity.laboratory;

import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Roster.Apart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of one file, or of two that are to be linked: then those of one file are not compared with each other.
 *
 * @param rows of the left file, then of the right one
 * @param left how many are the left file's; all where there is but one
 */
record People(List<Map<String, String>> rows, int left) {

    static People read(Path left, @Nullable Path right, FieldMap fields) {
        var rows = new ArrayList<>(Table.read(left).having(fields.columns()).rows());
        int size = rows.size();
        if (right != null) {
            rows.addAll(Table.read(right).having(fields.columns()).rows());
        }
        return new People(rows, size);
    }

    List<Profile> profiles(FieldMap fields, MatchingRules rules) {
        return rows.stream().map(row -> fields.profile(row, rules)).toList();
    }

    boolean isLink() {
        return left < rows.size();
    }

    Apart apart() {
        return isLink() ? (one, other) -> one < left != other < left : (one, other) -> true;
    }

    /** How many pairs there are that could be one customer. */
    double pairs() {
        double all = rows.size();
        return isLink() ? (double) left * (rows.size() - left) : all * (all - 1) / 2;
    }
}
