package io.casehub.ingest;

import io.casehub.ingest.Parking.ParkedRecord;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.mapping.Mappings;
import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Maps stored records once more and stores what has become another, through the same rooms as a
 * page. The caller holds the transaction and the records' locks.
 */
@Component
class Rereading {

    private final Mappings mappings;
    private final StoredVersions versions;
    private final Settling settling;
    private final Parking parking;

    Rereading(JdbcClient jdbc, Mappings mappings, Settling settling, Parking parking) {
        this.mappings = mappings;
        this.versions = new StoredVersions(jdbc);
        this.settling = settling;
        this.parking = parking;
    }

    /** What came of some records. */
    record Books(int looked, int changed, int vanished, int parked) {

        int unchanged() {
            return looked - changed - vanished - parked;
        }
    }

    Books reread(UUID remapping, MappingName name, List<SourceRef> records) {
        return read(remapping, name, versions.of(records));
    }

    /**
     * Tries one again that was parked; where its system has said something newer meanwhile, there is
     * nothing to do.
     *
     * @return whether it waits no more
     */
    boolean again(ParkedRecord parked) {
        var name = MappingName.of(parked.mapping());
        var source = new SourceRef(parked.system(), name.entity(), Objects.requireNonNull(parked.key()));
        versions.lock(source);
        var hash = Sha256.of(parked.payload());
        var same = versions.of(List.of(source)).stream().filter(stored -> Arrays.equals(stored.hash(), hash)).toList();
        if (same.isEmpty()) {
            parking.replayed(parked.id());
            return true;
        }
        return read(Objects.requireNonNull(parked.remapping()), name, same).parked() == 0;
    }

    private Books read(UUID remapping, MappingName name, List<StoredVersion> stored) {
        var mapping = name.in(mappings);
        var others = new ArrayList<Reread.Other>();
        var way = new Way(remapping);
        for (var version : stored) {
            switch (Reread.of(name.toString(), mapping, version)) {
                case Reread.Same() -> {
                }
                case Reread.Other other -> others.add(other);
                case Reread.Unreadable(var raw, var why) ->
                    way.park(version.source(), name.toString(), raw, "mapping", why.reason(), version.fetchedAt());
            }
        }
        settling.settle(way, others.stream().map(Reread.Other::landing).toList());
        parking.remapped(name.toString(), stored.stream().map(StoredVersion::source)
                .filter(source -> !way.parked.contains(source)).map(SourceRef::key).toList());
        var stand = others.stream().filter(other -> !way.parked.contains(other.landing().source())).toList();
        int vanished = (int) stand.stream().filter(Reread.Other::isGone).count();
        return new Books(stored.size(), stand.size() - vanished, vanished, way.parked.size());
    }

    /**
     * In the place of the version that is current; what cannot be, waits, and the current one stays.
     */
    private final class Way implements Settling.Way {

        private final UUID remapping;
        private final Set<SourceRef> parked = new HashSet<>();

        Way(UUID remapping) {
            this.remapping = remapping;
        }

        @Override
        public Landed store(List<? extends List<Landing>> records) {
            var landings = records.stream().flatMap(List::stream).toList();
            versions.replace(landings, remapping);
            settling.publish(landings);
            return new Landed(landings.size(), landings.size(), 0, 0, 0);
        }

        @Override
        public Landed park(Landing landing, String stage, String reason) {
            park(landing.source(), landing.mapping(), landing.raw(), stage, reason, landing.fetchedAt());
            return new Landed(1, 0, 0, 0, 1);
        }

        void park(SourceRef source, String mapping, RawRecord raw, String stage, String reason, Instant fetchedAt) {
            parked.add(source);
            parking.parkRemapped(remapping, source, mapping, raw, stage, reason, fetchedAt);
        }
    }
}
