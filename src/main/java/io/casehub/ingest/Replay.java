package io.casehub.ingest;

import io.casehub.ingest.Parking.ParkedRecord;
import org.springframework.stereotype.Component;

/** Tries many parked records again, each in a transaction of its own. */
@Component
public class Replay {

    private final Ingest ingest;
    private final Parking parking;

    Replay(Ingest ingest, Parking parking) {
        this.ingest = ingest;
        this.parking = parking;
    }

    /**
     * Tries again what waits, with the mappings as they are now; those tried least come first, so
     * asking again gets to the rest.
     *
     * @param limit how many at most
     * @throws io.casehub.mapping.MappingUnusable where a mapping is broken; what was tried before it
     * stays done
     */
    public Replayed all(ParkedSearch search, int limit) {
        var waiting = parking.leastTried(search, limit);
        int replayed = (int) waiting.stream().map(ParkedRecord::id).filter(ingest::replay).count();
        return new Replayed(waiting.size(), replayed, waiting.size() - replayed, parking.count(search));
    }

    /**
     * @param tried {@code = replayed + failed}
     * @param waiting how many wait still, those not tried this time included
     */
    public record Replayed(int tried, int replayed, int failed, long waiting) {}
}
