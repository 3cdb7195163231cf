package io.casehub.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first items of a part of a view, of each kind the first, and how many the part has. */
final class Newest {

    static final Newest NONE = new Newest(0, 0);

    private final long total;
    private final long open;
    private final List<String> bodies = new ArrayList<>();
    private final Set<String> kinds = new HashSet<>();

    Newest(long total, long open) {
        this.total = total;
        this.open = open;
    }

    void add(String body, @Nullable String kind) {
        if (bodies.size() < Render.NEWEST && (kind == null || kinds.add(kind))) {
            bodies.add(body);
        }
    }

    long total() {
        return total;
    }

    long open() {
        return open;
    }

    List<String> bodies() {
        return bodies;
    }
}
