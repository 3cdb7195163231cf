package io.casehub.identity;

import io.casehub.identity.ProfileTable.Changes;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stored profiles made ready to be compared. Whoever is compared once is compared often, so the
 * last ones are kept, until their profile changes.
 */
@Component
final class Sketches {

    private static final int SIZE = 3_000;
    private static final int PART_OF_MEMORY = 16;

    private final ProfileTable table;
    /** Each where its number says: of two with one place the later one stays. */
    private final @Nullable Ready[] ready;
    private @Nullable Matcher madeBy;
    private String until = Changes.NEVER;
    /** How often something was forgotten. */
    private int losses;

    Sketches(ProfileTable table) {
        this.table = table;
        this.ready = new Ready[Math.toIntExact(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY / SIZE)];
    }

    /** Those of members, in their order; {@code null} of whoever is not compared. */
    @Nullable
    Sketch[] of(long[] members, Matcher matcher) {
        var sketches = new Sketch[members.length];
        int then = fill(sketches, members, table.changes(since()), matcher);
        var missing = IntStream.range(0, members.length).filter(at -> sketches[at] == null).mapToObj(at -> members[at])
                .toList();
        var made = table.of(missing).entrySet().parallelStream().collect(
                Collectors.toConcurrentMap(Map.Entry::getKey, profile -> matcher.sketch(profile.getValue())));
        keep(made, then);
        Arrays.setAll(sketches, at -> sketches[at] == null ? made.get(members[at]) : sketches[at]);
        return sketches;
    }

    private synchronized String since() {
        return until;
    }

    /** Answers how often something was forgotten until now. */
    private synchronized int fill(@Nullable Sketch[] sketches, long[] members, Changes changes, Matcher matcher) {
        if (madeBy != matcher) {
            madeBy = matcher;
            Arrays.fill(ready, null);
            losses++;
        } else if (!changes.members().isEmpty()) {
            changes.members().forEach(member -> ready[place(member)] = null);
            losses++;
        }
        until = changes.until();
        Arrays.setAll(sketches, at -> held(members[at]));
        return losses;
    }

    /** Unless something was forgotten since: these may have been read before it changed. */
    private synchronized void keep(Map<Long, Sketch> made, int then) {
        if (losses == then) {
            made.forEach((member, sketch) -> ready[place(member)] = new Ready(member, sketch));
        }
    }

    private @Nullable Sketch held(long member) {
        var found = ready[place(member)];
        return found == null || found.member != member ? null : found.sketch;
    }

    private int place(long member) {
        return (int) (member % ready.length);
    }

    private record Ready(long member, Sketch sketch) {}
}
