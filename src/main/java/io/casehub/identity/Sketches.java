package io.casehub.identity;

import io.casehub.identity.Members.Stored;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stored profiles made ready to be compared. Whoever is compared once is compared often, so the
 * last ones are kept; each is held against what is stored before it is used.
 */
final class Sketches {

    private static final int MOST = 50_000;

    private final Map<Long, Ready> ready = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Ready> eldest) {
            return size() > MOST;
        }
    };
    private @Nullable Matcher madeBy;

    /**
     * @param table answers what is stored of members, less what has one of some prints
     * @return without those of whom nothing is stored
     */
    Map<Long, Sketch> of(Collection<Long> members,
            BiFunction<Collection<Long>, Collection<Long>, Map<Long, Stored>> table, Matcher matcher) {
        var held = held(members, matcher);
        var now = table.apply(members, held.keySet()).entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, stored -> ready(stored.getValue(), held, matcher)));
        keep(now, matcher);
        return now.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, made -> made.getValue().sketch));
    }

    private static Ready ready(Stored stored, Map<Long, Ready> held, Matcher matcher) {
        var profile = stored.profile();
        return profile == null
                ? Objects.requireNonNull(held.get(stored.print()))
                : new Ready(stored.print(), matcher.sketch(Profiles.read(profile)));
    }

    /** What is kept of these members, by its print. */
    private synchronized Map<Long, Ready> held(Collection<Long> members, Matcher matcher) {
        if (madeBy != matcher) {
            ready.clear();
            madeBy = matcher;
        }
        var held = new HashMap<Long, Ready>();
        members.forEach(member -> {
            var last = ready.get(member);
            if (last != null) {
                held.put(last.print, last);
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
