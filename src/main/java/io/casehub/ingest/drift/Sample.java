package io.casehub.ingest.drift;

import java.util.Map;
import java.util.Set;

/**
 * Some payloads of one kind of traffic, counted.
 *
 * @param at when the last of them was looked at, in milliseconds since 1970
 * @param isBacklog whether they were old when they came
 * @param fields per path in how many payloads the field had a value, and as what; the path
 * {@code ""} is the payload itself
 * @param maps the paths of objects whose keys are data
 */
record Sample(long at, boolean isBacklog, Map<String, int[]> fields, Set<String> maps) {

    private static final int[] NEVER = new int[Tally.COLUMNS];

    int[] seen(String path) {
        return fields.getOrDefault(path, NEVER);
    }

    /** In how many payloads the field could have been: those that have the object or list it is in. */
    int of(String path) {
        return path.isEmpty() ? seen(path)[0] : Tally.containers(seen(parent(path)));
    }

    static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
