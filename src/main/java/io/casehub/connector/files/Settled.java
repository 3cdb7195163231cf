package io.casehub.connector.files;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files of a folder have been seen unchanged for long enough. The hub's own clock measures
 * it: the times of files are those of other clocks, and copying tools set them back.
 */
final class Settled {

    private Map<FileMark, Instant> firstSeen = Map.of();

    /** Looks at a listing, forgets what is not in it, and answers what did not change for so long. */
    List<FileMark> of(List<FileMark> listed, Duration enough, Instant now) {
        var seen = new HashMap<FileMark, Instant>();
        listed.forEach(mark -> seen.put(mark, firstSeen.getOrDefault(mark, now)));
        firstSeen = seen;
        return listed.stream().filter(mark -> !now.isBefore(seen.getOrDefault(mark, now).plus(enough))).toList();
    }
}
