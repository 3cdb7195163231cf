package io.casehub.ingest;

import io.casehub.ingest.Landing.Version;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.drift.Drift;
import io.casehub.ingest.drift.Seen;
import io.casehub.ingest.drift.Traffic;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores mapped records and hands them to the rooms below, all at once. Where that fails, halves
 * are tried, each behind a savepoint, until the record that cannot be taken stands alone: it is
 * parked, and the rest of the page goes through.
 */
@Component
class Settling {

    private final RecordStore store;
    private final Parking parking;
    private final Drift drift;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate savepoint;

    Settling(RecordStore store, Parking parking, Drift drift, ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.parking = parking;
        this.drift = drift;
        this.events = events;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** How records are stored, and where one waits that a room could not take. */
    interface Way {

        Landed store(List<? extends List<Landing>> records);

        Landed park(Landing landing, String stage, String reason);
    }

    /** Takes the records in; versions of one record stay together, in the order in which they came. */
    Landed settle(Page page, List<Landing> landings) {
        return settle(new Way() {

            @Override
            public Landed store(List<? extends List<Landing>> records) {
                return Settling.this.store(page, records);
            }

            @Override
            public Landed park(Landing landing, String stage, String reason) {
                return Settling.this.park(page, landing.mapping(), landing.raw(), stage, reason, landing.fetchedAt());
            }
        }, landings);
    }

    Landed settle(Way way, List<Landing> landings) {
        var byRecord = new TreeMap<SourceRef, ArrayList<Landing>>();
        landings.forEach(landing -> byRecord.computeIfAbsent(landing.source(), any -> new ArrayList<>())
                .add(landing));
        return byRecord.isEmpty() ? new Landed(0, 0, 0, 0, 0) : halve(way, List.copyOf(byRecord.values()));
    }

    Landed park(Page page, String mapping, RawRecord raw, String stage, String reason, Instant fetchedAt) {
        if (!parking.park(page, mapping, raw, stage, reason, fetchedAt)) {
            return new Landed(1, 0, 1, 0, 0);
        }
        if (raw.tree() != null) {
            drift.show(new Traffic(page.system(), page.route(), mapping),
                    List.of(new Seen(raw.tree(), null, fetchedAt)));
        }
        return new Landed(1, 0, 0, 0, 1);
    }

    private Landed halve(Way way, List<? extends List<Landing>> records) {
        try {
            return Objects.requireNonNull(savepoint.execute(transaction -> way.store(records)));
        } catch (RuntimeException e) {
            if (isTheDatabases(e)) {
                throw e;
            }
            if (records.size() == 1) {
                return records.getFirst().stream()
                        .map(landing -> way.park(landing, Stage.of(e), Stage.reason(e)))
                        .reduce(new Landed(0, 0, 0, 0, 0), Landed::plus);
            }
            int half = records.size() / 2;
            return halve(way, records.subList(0, half)).plus(halve(way, records.subList(half, records.size())));
        }
    }

    /**
     * Whether the database or our own SQL is in trouble, not a record: then the whole page is for
     * later.
     */
    private static boolean isTheDatabases(RuntimeException failure) {
        return failure instanceof TransactionException
                || failure instanceof DataAccessException && !(failure instanceof DataIntegrityViolationException);
    }

    private Landed store(Page page, List<? extends List<Landing>> records) {
        var landings = records.stream().flatMap(List::stream).toList();
        var current = store.current(records.stream().map(versions -> versions.getFirst().source()).toList());
        var changed = landings.stream()
                .filter(landing -> !isCurrent(landing, current.get(landing.source())))
                .toList();
        if (changed.isEmpty()) {
            return new Landed(landings.size(), 0, landings.size(), 0, 0);
        }
        var newest = new HashMap<>(current);
        var fresh = store.add(changed);
        var applied = new TreeMap<SourceRef, Landing>();
        var books = new Landed(landings.size() - changed.size(), 0, landings.size() - changed.size(), 0, 0);
        for (var landing : changed) {
            books = books.plus(judge(landing, fresh.remove(landing.version()), newest, applied));
        }
        if (!applied.isEmpty()) {
            store.makeCurrent(List.copyOf(applied.values()));
            publish(applied.values());
            show(page, applied.values());
        }
        return books;
    }

    private void show(Page page, Collection<Landing> applied) {
        applied.stream()
                .collect(
                        Collectors.groupingBy(Landing::mapping, Collectors.mapping(Landing::seen, Collectors.toList())))
                .forEach((mapping, seen) -> drift.show(new Traffic(page.system(), page.route(), mapping), seen));
    }

    private static boolean isCurrent(Landing landing, @Nullable Version current) {
        return current != null && landing.hasContentOf(current);
    }

    /** One version: seen before, newer than what is current or listed again, or late. */
    private static Landed judge(Landing landing, boolean isNew, Map<SourceRef, Version> newest,
            Map<SourceRef, Landing> applied) {
        var known = newest.get(landing.source());
        boolean isBack = known != null && known.isSwept() && landing.revision().compareTo(known.revision()) >= 0;
        if (!isNew && !isBack) {
            return new Landed(1, 0, 1, 0, 0);
        }
        if (known != null && landing.revision().compareTo(known.revision()) < 0) {
            return new Landed(1, 0, 0, 1, 0);
        }
        newest.put(landing.source(), landing.version());
        applied.put(landing.source(), landing);
        return new Landed(1, 1, 0, 0, 0);
    }

    /** Tells the rooms below what is current now. */
    void publish(Collection<Landing> current) {
        events.publishEvent(new PageStored(
                current.stream().map(Landing::stored).sorted(Comparator.comparing(StoredRecord::source)).toList()));
    }
}
