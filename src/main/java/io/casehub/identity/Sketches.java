package io.casehub.identity;

import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import java.util.LinkedHashMap;
import java.util.Map;
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
     * @param stored the profile of a member as the table has it
     */
    Sketch of(long member, String stored, Matcher matcher) {
        var last = last(member, matcher);
        if (last != null && last.profile.equals(stored)) {
            return last.sketch;
        }
        var sketch = matcher.sketch(Profiles.read(stored));
        keep(member, new Ready(stored, sketch), matcher);
        return sketch;
    }

    private synchronized @Nullable Ready last(long member, Matcher matcher) {
        if (madeBy != matcher) {
            ready.clear();
            madeBy = matcher;
        }
        return ready.get(member);
    }

    private synchronized void keep(long member, Ready made, Matcher matcher) {
        if (madeBy == matcher) {
            ready.put(member, made);
        }
    }

    private record Ready(String profile, Sketch sketch) {}
}
