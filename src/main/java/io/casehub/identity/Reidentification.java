package io.casehub.identity;

import io.casehub.ingest.Records;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Judges all customer records anew: after {@code mappings/matching.yaml} has changed, to see what
 * would come of it or to have it, and after an update of the hub that knows records in another
 * form. What people decided stands.
 */
@Component
public class Reidentification {

    private static final Logger log = LoggerFactory.getLogger(Reidentification.class);
    private static final int PAGE = 500;
    private static final int MOST_SHOWN = 100;

    private final Members members;
    private final Records records;
    private final Resolver resolver;
    private final Announcement announcement;
    private final TransactionTemplate transaction;

    Reidentification(Members members, Records records, Resolver resolver, Announcement announcement,
            PlatformTransactionManager transactions) {
        this.members = members;
        this.records = records;
        this.resolver = resolver;
        this.announcement = announcement;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What would change. Pages that bring customer records wait meanwhile. */
    public Changes preview() {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            var changes = new Changes();
            pages(false,
                    page -> changes.add(resolver.resolve(records.current(page), List.of(), Set.of()), page.size()));
            return changes;
        }));
    }

    /** Judges page by page, each in a transaction of its own; other pages come in between. */
    public Changes apply() {
        return apply(false);
    }

    @EventListener(ApplicationReadyEvent.class)
    void on() {
        if (!members.refs(0, 1, true).isEmpty()) {
            Thread.ofVirtual().name("reidentification").start(() -> {
                var changes = apply(true);
                log.atInfo().addKeyValue("records", changes.records())
                        .log("records of an older hub have their new form");
            });
        }
    }

    private Changes apply(boolean isOldOnly) {
        var changes = new Changes();
        pages(isOldOnly, page -> transaction.executeWithoutResult(status -> {
            var resolution = resolver.resolve(records.current(page), List.of(), Set.of());
            announcement.of(resolution);
            changes.add(resolution, page.size());
        }));
        return changes;
    }

    private void pages(boolean isOldOnly, Consumer<List<SourceRef>> each) {
        long last = 0;
        while (true) {
            var page = members.refs(last, PAGE, isOldOnly);
            if (page.isEmpty()) {
                return;
            }
            each.accept(List.copyOf(page.values()));
            last = page.lastKey();
        }
    }

    /** What came of it, or would. */
    public static final class Changes {

        private final Map<CustomerId, CustomerId> merged = new HashMap<>();
        private final List<SourceRef> moved = new ArrayList<>();
        private int records;
        private int movedCount;

        private void add(Resolution resolution, int size) {
            records += size;
            merged.putAll(resolution.retired());
            movedCount += resolution.moved().size();
            resolution.moved().stream().limit(MOST_SHOWN - Math.min(MOST_SHOWN, moved.size())).forEach(moved::add);
        }

        /** How many records were looked at. */
        public int records() {
            return records;
        }

        /** Customers that are others, each with the one it became. */
        public Map<CustomerId, CustomerId> merged() {
            return Map.copyOf(merged);
        }

        /** How many records went to another customer without their whole customer. */
        public int movedCount() {
            return movedCount;
        }

        /** The first hundred of these. */
        public List<SourceRef> moved() {
            return List.copyOf(moved);
        }
    }
}
