package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One place at which two JSON trees differ.
 *
 * @param path where, as {@code contacts[1].value}; empty for the whole
 * @param before what stands there in the first tree, {@code null} where nothing does
 * @param after what stands there in the second, {@code null} where nothing does
 */
public record Difference(String path, @Nullable JsonNode before, @Nullable JsonNode after) {

    /**
     * Every difference, field by field. The order of fields does not matter, that of lists does; lists
     * of different length differ as a whole.
     */
    public static List<Difference> between(JsonNode before, JsonNode after) {
        var found = new ArrayList<Difference>();
        compare("", plain(before), plain(after), found);
        return found;
    }

    /** The path without places in lists: {@code contacts[].value}. */
    public String field() {
        return path.replaceAll("\\[\\d+]", "[]");
    }

    private static void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after,
            List<Difference> found) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(path.isEmpty() ? name : path + "." + name, before.get(name), after.get(name),
                    found));
        } else if (before != null && after != null && before.isArray() && after.isArray()
                && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "[" + i + "]", before.get(i), after.get(i), found);
            }
        } else if (before == null || !before.equals(after)) {
            found.add(new Difference(path, before, after));
        }
    }

    /** As a tree read anew: it does not matter which Java type held a 7. */
    private static JsonNode plain(JsonNode tree) {
        return ExactJson.parse(tree.isMissingNode() ? "null" : tree.toString());
    }
}
