package io.casehub.ingest;

import io.casehub.ingest.Receipt.Landed;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.Gone;
import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door for data. A page comes in whole, in one transaction: its records mapped, compared,
 * versioned and handed to the rooms below, its cursor moved, its books kept. A crash at any point
 * leaves all of it or nothing; the same page twice changes nothing.
 */
@Component
public class Ingest {

    private static final int LARGEST_PAYLOAD = 10_000_000;

    private final Mappings mappings;
    private final Cursors cursors;
    private final Parking parking;
    private final Settling settling;
    private final Rereading rereading;
    private final Records records;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    Ingest(Mappings mappings, Cursors cursors, Parking parking, Settling settling, Rereading rereading,
            Records records, ApplicationEventPublisher events, MeterRegistry meters, Clock clock) {
        this.records = records;
        this.events = events;
        this.mappings = mappings;
        this.cursors = cursors;
        this.parking = parking;
        this.settling = settling;
        this.rereading = rereading;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Takes a page in.
     *
     * @throws io.casehub.mapping.MappingUnusable where a mapping file is missing or broken: nothing is
     * stored, the page is read again once it is mended
     */
    @Transactional
    public Receipt accept(Page page) {
        var cursor = cursors.lock(page.route(), page.system());
        if (!Objects.equals(cursor, page.before())) {
            return new Receipt.Outdated();
        }
        var landed = land(page, now());
        cursors.move(page.route(), page.after(), landed);
        count(page, landed);
        return landed;
    }

    /**
     * Takes in records of a route whose cursor was moved when what they were made of was stored.
     *
     * @param page without cursors
     */
    @Transactional
    public Landed take(Page page) {
        cursors.lock(page.route(), page.system());
        var landed = land(page, now());
        cursors.move(page.route(), null, landed);
        count(page, landed);
        return landed;
    }

    /**
     * Tries a parked record again, with the mappings as they are now. It stays parked, with its new
     * reason, where it fails once more.
     *
     * @return whether it is in now
     */
    @Transactional
    public boolean replay(UUID id) {
        var parked = parking.lock(id).orElseThrow(() -> new ParkedNotFound(id));
        if (parked.isReplayed()) {
            return true;
        }
        if (parked.key() != null) {
            return rereading.again(parked);
        }
        cursors.lock(parked.route(), parked.system());
        var page = new Page(parked.system(), parked.route(), List.of(parked.mapping()),
                List.of(Payloads.parse(parked.payload())), null, null);
        var landed = land(page, parked.fetchedAt());
        if (parking.lock(id).orElseThrow().attempts() > parked.attempts()) {
            return false;
        }
        parking.replayed(id);
        cursors.move(parked.route(), null, new Landed(0, landed.applied(), landed.unchanged() + 1 - landed.received(),
                landed.superseded(), -1));
        return true;
    }

    /** Tells the rooms below once more what is current of these records. */
    @Transactional
    public void tellAgain(Collection<SourceRef> which) {
        var current = records.current(which);
        if (!current.isEmpty()) {
            events.publishEvent(new PageStored(current));
        }
    }

    /**
     * Takes in that records are gone though their system did not say so. The cursor stays; the books of
     * the route count them.
     */
    Landed gone(String system, String route, List<Gone> records) {
        var at = now();
        var page = new Page(system, route, List.of(), List.of(), null, null);
        cursors.lock(route, system);
        var landed = settling.settle(page, records.stream().map(gone -> Landing.swept(gone, route, at)).toList());
        cursors.move(route, null, landed);
        count(page, landed);
        return landed;
    }

    private Landed land(Page page, Instant fetchedAt) {
        var landings = new ArrayList<Landing>();
        var parked = new Landed(0, 0, 0, 0, 0);
        for (var raw : page.records()) {
            // what no mapping can read waits once
            for (var mapping : raw.tree() == null ? page.mappings().subList(0, 1) : page.mappings()) {
                switch (map(mapping, raw, fetchedAt)) {
                    case Mapped.Record(var record, var canonical) -> landings.add(
                            new Landing(raw, mapping, record, canonical, fetchedAt, Sha256.of(raw.text())));
                    case Mapped.Faulty faulty -> parked = parked.plus(
                            settling.park(page, mapping, raw, "mapping", faulty.reason(), fetchedAt));
                    case Mapped.Nothing() -> {
                    }
                }
            }
        }
        return parked.plus(settling.settle(page, landings));
    }

    private Mapped map(String mapping, RawRecord raw, Instant fetchedAt) {
        if (raw.tree() == null) {
            return Mapped.Faulty.of("payload", String.valueOf(raw.fault()));
        }
        if (raw.text().length() > LARGEST_PAYLOAD) {
            return Mapped.Faulty.of("payload", "is longer than " + LARGEST_PAYLOAD + " characters");
        }
        var mapped = mappings.get(mapping).toCanonical(raw.tree(), fetchedAt);
        if (mapped instanceof Mapped.Record(var record, var canonical)) {
            if (isFromTomorrow(record, fetchedAt)) {
                return Mapped.Faulty.of("changedAt", "lies in the future, " + record.revision().changedAt()
                        + ", and would hide every change until then: look at its zone and format");
            }
            if (!isUnicode(raw.text()) || !isUnicode(canonical) || !isUnicode(record.source().key())) {
                return Mapped.Faulty.of("payload", "has half a character in it, which no database keeps");
            }
        }
        return mapped;
    }

    /**
     * A surrogate without its other half would be stored as another character, and never be found
     * again.
     */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** Clocks differ, and so do zones that somebody mixed up: by a day at most. */
    private static boolean isFromTomorrow(CanonicalRecord record, Instant fetchedAt) {
        return record.revision().changedAt().isAfter(fetchedAt.plus(1, ChronoUnit.DAYS));
    }

    private void count(Page page, Landed landed) {
        count(page, "applied", landed.applied());
        count(page, "unchanged", landed.unchanged());
        count(page, "superseded", landed.superseded());
        count(page, "parked", landed.parked());
    }

    private void count(Page page, String outcome, int records) {
        meters.counter("casehub.records", "system", page.system(), "route", page.route(), "outcome", outcome)
                .increment(records);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
