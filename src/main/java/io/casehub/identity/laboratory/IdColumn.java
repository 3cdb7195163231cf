package io.casehub.identity.laboratory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The column by which a file of pairs names records.
 *
 * @param rows where each id stands
 */
record IdColumn(String name, Map<String, Integer> rows) {

    /**
     * The column that was named, or else the first in which each of these ids stands once.
     *
     * @throws FileUnusable where there is none
     */
    static IdColumn of(Table table, @Nullable String named, Collection<String> ids) {
        if (named != null) {
            return of(table.having(List.of(named)), named);
        }
        for (var column : table.columns()) {
            if (isOne(table, column)) {
                var found = of(table, column);
                if (found.rows().keySet().containsAll(ids)) {
                    return found;
                }
            }
        }
        throw new FileUnusable("no column of " + table.file()
                + " has all the ids of the pairs, each once; name it with "
                + "--id, or look whether the files belong together. It has " + String.join(", ", table.columns()));
    }

    /** Where an id stands; a record of which it tells the file and line where it is used. */
    int row(String id, String place) {
        var row = rows.get(id);
        if (row == null) {
            throw new FileUnusable(place + ": no record has " + id + " in column " + name);
        }
        return row;
    }

    private static IdColumn of(Table table, String column) {
        var rows = new HashMap<String, Integer>();
        for (int row = 0; row < table.rows().size(); row++) {
            var id = table.rows().get(row).getOrDefault(column, "");
            if (!id.isEmpty() && rows.put(id, row) != null) {
                throw new FileUnusable(table.file() + " has " + id + " twice in column " + column
                        + ", by which records are to be told apart");
            }
        }
        return new IdColumn(column, rows);
    }

    private static boolean isOne(Table table, String column) {
        return table.rows().stream().map(row -> row.get(column)).distinct().count() == table.rows().size();
    }
}
