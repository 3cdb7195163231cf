package io.casehub.cases.bulk;

import io.casehub.cases.CaseNotFound;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.RequestKey;
import io.casehub.cases.Requests;
import io.casehub.cases.StaleCase;
import io.casehub.cases.bulk.BulkTable.Waiting;
import io.casehub.cases.types.NotAllowed;
import io.casehub.model.CaseId;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for many changes of cases at once. They are written down first and then done in their
 * order, some in each transaction together with the word on each: so whatever ends a node, another
 * goes on, and none is done twice or forgotten.
 */
@Component
public class Bulks {

    /** Of one request. */
    public static final int MOST = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Bulks.class);
    private static final int AT_ONCE = 100;
    private static final long PAUSE_MILLIS = 50;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final BulkTable table;
    private final Cases cases;
    private final Requests requests;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    Bulks(BulkTable table, Cases cases, Requests requests, PlatformTransactionManager transactions, Clock clock) {
        this.table = table;
        this.cases = cases;
        this.requests = requests;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /**
     * Writes down what is to be done.
     *
     * @param items at most {@link #MOST}
     * @param key a request that comes again with it is the same one
     * @throws io.casehub.cases.RequestKeyReused where the key came with another request
     */
    public UUID add(List<BulkItem> items, String actor, Optional<RequestKey> key) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var repeated = key.flatMap(requests::repeated);
            if (repeated.isPresent()) {
                return repeated.get();
            }
            var id = UUID.randomUUID();
            table.add(id, actor, clock.instant().truncatedTo(ChronoUnit.MICROS), items);
            key.ifPresent(once -> requests.remember(once, id, id));
            return id;
        }));
    }

    /** @throws BulkNotFound where there is none of this id */
    public Bulk get(UUID id) {
        return table.find(id).orElseThrow(() -> new BulkNotFound(id));
    }

    /** What came of each with one of these outcomes, in the order of the request. */
    public List<BulkResult> results(UUID id, Collection<BulkOutcome> outcomes) {
        return table.results(id, outcomes);
    }

    /** Does what is to be done, for so long at most; the rest is done without the caller. */
    public void work(UUID id, Duration longest) {
        var end = clock.instant().plus(longest);
        try {
            while (clock.instant().isBefore(end) && !get(id).isFinished()) {
                if (!step(id)) {
                    Thread.sleep(PAUSE_MILLIS); // somebody else is at it
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("a bulk rests for now");
        }
    }

    /** Goes on with what a node or a request left behind. */
    @Scheduled(fixedDelay = 2000)
    void workOnAll() {
        try {
            table.open().forEach(id -> {
                while (step(id)) {
                    Thread.onSpinWait();
                }
            });
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("bulks rest for now");
        }
    }

    /** Whether there was something to do, and nobody else at it. */
    boolean step(UUID id) {
        try {
            return step(id, AT_ONCE);
        } catch (DataAccessException e) {
            // two who want the same rows: one by one nobody waits in a circle
            for (int i = 0; i < AT_ONCE && step(id, 1); i++) {
                Thread.onSpinWait();
            }
            return true;
        }
    }

    private boolean step(UUID id, int most) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var actor = table.take(id);
            if (actor.isEmpty()) {
                return false;
            }
            var waiting = table.waiting(id, most);
            if (waiting.isEmpty()) {
                table.finish(id);
                return false;
            }
            var found = waiting.stream().map(one -> find(one.item().hub())).toList();
            cases.hold(found.stream().flatMap(Optional::stream).map(HubCase::id).distinct().toList());
            var results = new ArrayList<BulkResult>();
            for (int i = 0; i < waiting.size(); i++) {
                results.add(result(waiting.get(i), found.get(i).orElse(null), actor.get()));
            }
            table.settle(id, results);
            return true;
        }));
    }

    private BulkResult result(Waiting waiting, @Nullable HubCase hub, String actor) {
        var item = waiting.item();
        if (hub == null) {
            return refused(waiting, BulkOutcome.NOT_FOUND, "no case " + item.hub());
        }
        if (!item.hub().equalsIgnoreCase(hub.number()) && !item.hub().equalsIgnoreCase(hub.id().toString())) {
            return refused(waiting, BulkOutcome.MERGED, "it is part of " + hub.number() + " now");
        }
        try {
            return Objects.requireNonNull(savepoint.execute(status -> {
                long before = cases.get(hub.id()).version();
                long after = cases.change(hub.id(), item.wishes(), item.version(), actor).version();
                return new BulkResult(waiting.position(), item.hub(),
                        after == before ? BulkOutcome.UNCHANGED : BulkOutcome.CHANGED, after, null);
            }));
        } catch (StaleCase e) {
            return refused(waiting, BulkOutcome.STALE, e.getMessage());
        } catch (NotAllowed e) {
            return refused(waiting, BulkOutcome.NOT_ALLOWED, e.getMessage());
        } catch (CaseNotFound e) {
            return refused(waiting, BulkOutcome.NOT_FOUND, e.getMessage());
        } catch (TransientDataAccessException e) {
            throw e; // tried again, not this item's fault
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a change of a bulk could not be done");
            return refused(waiting, BulkOutcome.FAILED, "the hub could not do it; its log says more");
        }
    }

    private static BulkResult refused(Waiting waiting, BulkOutcome outcome, @Nullable String reason) {
        return new BulkResult(waiting.position(), waiting.item().hub(), outcome, null, reason);
    }

    private Optional<HubCase> find(String named) {
        return UUID_TEXT.matcher(named).matches()
                ? cases.find(new CaseId(UUID.fromString(named)))
                : cases.byNumber(named);
    }
}
