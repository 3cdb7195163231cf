package io.casehub.view;

import io.casehub.model.CustomerId;
import io.casehub.view.Views.View;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The answers that were asked for last: whoever polls is answered from here, and the database is
 * not asked. An answer is forgotten when its customer's view changes: at the commit of this node's
 * own changes, and once their event is read for those of other nodes. As long as nobody reads
 * events, nothing is answered from here.
 */
@Component
@EnableConfigurationProperties(ViewSettings.class)
class ViewsAtHand {

    private static final long TRUSTED = Duration.ofSeconds(1).toNanos();
    /** A row that somebody mends by hand shall be seen too. */
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();
    /** What an answer takes beside its bytes, roughly. */
    private static final int FRAME = 300;

    private final long most;
    private final Map<CustomerId, Kept> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long size;
    /** Counts, so that nobody keeps what he began to read before it was changed. */
    private long forgettings;
    private volatile long abreastAt = System.nanoTime() - TRUSTED;

    ViewsAtHand(ViewSettings settings) {
        this.most = settings.atHand().toBytes();
    }

    /**
     * The answer at hand, or the stored one, which is at hand from now on.
     *
     * @param sources the state of the sources that is in the answer: the very same array as long as it
     * is the same state
     */
    View read(CustomerId customer, byte[] sources, Supplier<View> stored) {
        long before;
        synchronized (kept) {
            var known = kept.get(customer);
            if (known != null && known.sources() == sources && isTrue(known)) {
                return known.view();
            }
            before = forgettings;
        }
        var view = stored.get();
        synchronized (kept) {
            if (view.isKept() && forgettings == before) {
                keep(customer, new Kept(view, sources, System.nanoTime()));
            }
        }
        return view;
    }

    /** Forgets the views of these customers once the transaction has committed that changes them. */
    void forgetAfterCommit(Collection<CustomerId> customers) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget(customers);
            return;
        }
        var changed = List.copyOf(customers);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget(changed);
            }
        });
    }

    @EventListener
    void on(ViewsHeardOf heard) {
        if (!heard.customers().isEmpty()) {
            forget(heard.customers());
        }
        if (heard.isAll()) {
            abreastAt = heard.at();
        }
    }

    private boolean isTrue(Kept answer) {
        long now = System.nanoTime();
        return now - abreastAt < TRUSTED && now - answer.at() < LONGEST;
    }

    private void forget(Collection<CustomerId> customers) {
        synchronized (kept) {
            forgettings++;
            customers.forEach(customer -> {
                var old = kept.remove(customer);
                size -= old == null ? 0 : old.size();
            });
        }
    }

    private void keep(CustomerId customer, Kept answer) {
        var old = kept.put(customer, answer);
        size += answer.size() - (old == null ? 0 : old.size());
        var eldest = kept.entrySet().iterator();
        while (size > most && eldest.hasNext()) {
            size -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    private record Kept(View view, byte[] sources, long at) {

        long size() {
            return (long) view.json().length + FRAME;
        }
    }
}
