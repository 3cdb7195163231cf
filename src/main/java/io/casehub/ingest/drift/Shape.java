package io.casehub.ingest.drift;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the fields of payloads. Elements of a list are one field, {@code /items/*}; so are the
 * entries of an object whose keys are data. However odd the payloads: at most 500 fields, eight
 * levels, 2000 values of each.
 */
final class Shape {

    static final int MOST_FIELDS = 500;

    private static final String ANY = "*";
    private static final int DEEPEST = 8;
    private static final int MOST_VALUES = 2000;
    private static final int MOST_ELEMENTS = 10;

    private final Set<String> maps = new HashSet<>();
    private final Node root = new Node("");
    private int fields;
    private int payload;
    private int values;

    void look(JsonNode tree) {
        payload++;
        values = 0;
        visit(root, tree, payload, 0);
    }

    int looked() {
        return root.seen[0];
    }

    /** What was counted since the last time. */
    Sample drain(long at, boolean isBacklog) {
        var counted = new HashMap<String, int[]>();
        root.drain(counted);
        return new Sample(at, isBacklog, counted, Set.copyOf(maps));
    }

    private void visit(@Nullable Node node, JsonNode value, int turn, int depth) {
        var type = JsonType.of(value);
        if (node == null || type == null || ++values > MOST_VALUES) {
            return;
        }
        node.count(type, payload, turn);
        if (type == JsonType.OBJECT && depth < DEEPEST) {
            node.widest = Math.max(node.widest, value.size());
            for (var entry : value.properties()) {
                visit(child(node, entry.getKey()), entry.getValue(), node.times, depth + 1);
            }
        } else if (type == JsonType.LIST && depth < DEEPEST) {
            for (int i = 0; i < Math.min(value.size(), MOST_ELEMENTS); i++) {
                visit(child(node, ANY), value.get(i), node.times, depth + 1);
            }
        }
    }

    private @Nullable Node child(Node node, String key) {
        var known = node.children.get(node.isMap ? ANY : key);
        if (known != null) {
            return known;
        }
        if (node.isMap || Keys.isData(key)) {
            return added(node, ANY);
        }
        if (Keys.areData(node.children.size() + 1, node.widest)) {
            node.isMap = true;
            fields -= node.below();
            node.children.clear();
            maps.add(node.path);
            return added(node, ANY);
        }
        return added(node, key);
    }

    private @Nullable Node added(Node node, String key) {
        var known = node.children.get(key);
        if (known != null || fields >= MOST_FIELDS) {
            return known;
        }
        fields++;
        var child = new Node(node.path + "/" + key.replace("~", "~0").replace("/", "~1"));
        node.children.put(key, child);
        return child;
    }

    /** One field. The stamps keep a payload from counting twice where a list has many elements. */
    private static final class Node {

        final String path;
        final Map<String, Node> children = new HashMap<>();
        final int[] stamps = new int[Tally.COLUMNS];
        int[] seen = new int[Tally.COLUMNS];
        int widest;
        int times;
        int last;
        boolean isMap;

        Node(String path) {
            this.path = path;
        }

        /** @param turn the how manieth time it could have been there: a run ends where one was left out */
        void count(JsonType type, int payload, int turn) {
            if (stamps[0] != payload) {
                times++;
                seen[Tally.RUNS] += turn > last + 1 ? 1 : 0;
                last = turn;
            }
            count(0, payload);
            count(Tally.column(type), payload);
        }

        private void count(int column, int payload) {
            if (stamps[column] != payload) {
                stamps[column] = payload;
                seen[column]++;
            }
        }

        int below() {
            return children.size() + children.values().stream().mapToInt(Node::below).sum();
        }

        void drain(Map<String, int[]> counted) {
            if (seen[0] > 0) {
                counted.put(path, seen);
                seen = new int[Tally.COLUMNS];
                children.values().forEach(child -> child.drain(counted));
            }
        }
    }
}
