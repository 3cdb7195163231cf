package io.casehub.identity;

import io.casehub.identity.ProfileTable.Printed;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stored profiles made ready to be compared. Whoever is compared once is compared often, so the
 * last ones are kept; each is held against what is stored before it is used.
 */
@Component
final class Sketches {

    private static final int SIZE = 3_000;
    private static final int PART_OF_MEMORY = 16;

    private final ProfileTable table;
    private final long most = Runtime.getRuntime().maxMemory() / PART_OF_MEMORY / SIZE;
    private final Map<Long, Ready> ready = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Ready> eldest) {
            return size() > most;
        }
    };
    private @Nullable Matcher madeBy;

    Sketches(ProfileTable table) {
        this.table = table;
    }

    /** Those of members; none of whom only facts have told. */
    Map<Long, Sketch> of(Collection<Long> members, Matcher matcher) {
        var sketches = held(table.prints(members), matcher);
        var missing = table.of(members.stream().filter(member -> !sketches.containsKey(member)).toList());
        var made = missing.entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, found -> ready(found.getValue(), matcher)));
        keep(made, matcher);
        made.forEach((member, fresh) -> sketches.put(member, fresh.sketch));
        return sketches;
    }

    private static Ready ready(Printed found, Matcher matcher) {
        return new Ready(found.print(), matcher.sketch(found.profile()));
    }

    /** What is kept of these members, if it has this print. */
    private synchronized Map<Long, Sketch> held(Map<Long, Long> prints, Matcher matcher) {
        if (madeBy != matcher) {
            ready.clear();
            madeBy = matcher;
        }
        var held = HashMap.<Long, Sketch>newHashMap(prints.size());
        prints.forEach((member, print) -> {
            var last = ready.get(member);
            if (last != null && last.print == print) {
                held.put(member, last.sketch);
            }
        });
        return held;
    }

    private synchronized void keep(Map<Long, Ready> made, Matcher matcher) {
        if (madeBy == matcher) {
            ready.putAll(made);
        }
    }

    private record Ready(long print, Sketch sketch) {}
}
