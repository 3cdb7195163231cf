package io.casehub.ingest;

import io.casehub.ingest.Parking.ParkedRecord;
import java.util.Optional;
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
     * @param mapping such as {@code crm/customer}; of all where none is given
     * @param limit how many at most
     * @throws io.casehub.mapping.MappingUnusable where a mapping is broken; what was tried before it
     * stays done
     */
    public Replayed all(String system, Optional<String> mapping, int limit) {
        var waiting = parking.leastTried(system, mapping, limit);
        int replayed = (int) waiting.stream().map(ParkedRecord::id).filter(ingest::replay).count();
        return new Replayed(waiting.size(), replayed, waiting.size() - replayed, parking.count(system, mapping));
    }

    /**
     * @param tried {@code = replayed + failed}
     * @param waiting how many wait still, those not tried this time included
     */
    public record Replayed(int tried, int replayed, int failed, long waiting) {}
}
