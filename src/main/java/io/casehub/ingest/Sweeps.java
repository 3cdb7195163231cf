package io.casehub.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds what is gone from systems that do not say so: what the hub knows and a reading of
 * everything did not list. Where that is suspiciously much, nothing goes until somebody confirms
 * it.
 */
@Component
public class Sweeps {

    private static final Logger log = LoggerFactory.getLogger(Sweeps.class);
    private static final int PAGE = 500;

    private final SweepTable table;
    private final Ingest ingest;
    private final Cursors cursors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Sweeps(SweepTable table, Ingest ingest, Cursors cursors, TransactionTemplate transaction, Clock clock) {
        this.table = table;
        this.ingest = ingest;
        this.cursors = cursors;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Takes a page in as {@link Ingest#accept} does, and notes its keys in the same transaction: a
     * cursor behind keys that were forgotten would make them look gone.
     */
    @Transactional
    public Receipt accept(Page page, Listed listed) {
        var now = clock.instant();
        var receipt = ingest.accept(page);
        if (receipt instanceof Receipt.Landed) {
            if (listed.isFirst()) {
                table.begin(listed.sweep(), now);
            }
            if (listed.problem() == null) {
                table.note(listed.sweep().route(), listed.keys());
            } else {
                table.giveUp(listed.sweep().route(), listed.problem());
            }
        }
        return receipt;
    }

    /**
     * The reading whose keys were noted is over: marks gone what was fetched before it began and was
     * not listed, or holds that where it is too much.
     */
    public void conclude(Sweep sweep) {
        var began = table.began(sweep.route());
        if (began.isEmpty()) {
            return; // some of its keys are not known
        }
        var found = table.compare(sweep, began.get());
        if (!sweep.isAlarmedBy(found.seen(), found.known(), found.missing().size())) {
            table.concluded(sweep.route(), found, mark(sweep.route(), found.missing(), began.get()));
        } else if (table.hold(sweep.route(), found, began.get())) {
            log.atWarn().addKeyValue("route", sweep.route()).addKeyValue("known", found.known())
                    .addKeyValue("missing", found.missing().size())
                    .log("sweep held: confirm or dismiss it");
        }
    }

    /**
     * Marks gone what a held sweep missed, but for what was fetched or listed since.
     *
     * @throws SweepNotHeld where there is none, or it is over meanwhile
     */
    public void confirm(String route) {
        var held = table.held(route).orElseThrow(() -> new SweepNotHeld(route));
        table.released(route, mark(route, held.keys(), held.began()));
    }

    /**
     * Lets a held sweep go without effect; the next reading compares anew.
     *
     * @throws SweepNotHeld where there is none, or it is over meanwhile
     */
    public void dismiss(String route) {
        if (table.held(route).isEmpty()) {
            throw new SweepNotHeld(route);
        }
        table.released(route, 0);
    }

    /** Forgets what the reading under way has listed: somebody moved its cursor past records. */
    public void discard(String route) {
        table.giveUp(route, "its cursor was set: the reading under way does not list everything");
    }

    /** The last comparison of each route that makes such, by route. */
    public Map<String, SweepState> all() {
        return table.states().stream().collect(Collectors.toMap(SweepState::route, Function.identity()));
    }

    private long mark(String route, List<String> keys, Instant began) {
        long gone = 0;
        for (int from = 0; from < keys.size(); from += PAGE) {
            var page = keys.subList(from, Math.min(keys.size(), from + PAGE));
            gone += Objects.requireNonNull(transaction.execute(status -> markPage(route, page, began)));
        }
        return gone;
    }

    private long markPage(String route, List<String> keys, Instant began) {
        var system = table.system(route);
        cursors.lock(route, system);
        var gone = table.lockUnchanged(route, keys, began);
        return gone.isEmpty() ? 0 : ingest.gone(system, route, gone).applied();
    }
}
