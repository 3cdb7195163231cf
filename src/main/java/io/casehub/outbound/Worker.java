package io.casehub.outbound;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries commands as soon as they are committed, those of different lanes side by side, and no
 * system waits for another. It is woken, and looks by itself every second for what another node
 * left behind or what is due again.
 */
@Component
class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final Lanes lanes;
    private final Dispatch dispatch;
    private final Breakers breakers;
    private final Aftercare aftercare;
    private final Clock clock;
    private final boolean enabled;
    private final Pace pace = new Pace();
    private final Set<Leased> underway = ConcurrentHashMap.newKeySet();
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Instant renewed = Instant.EPOCH;

    Worker(Outbox outbox, Lanes lanes, Dispatch dispatch, Breakers breakers, Aftercare aftercare, Clock clock,
            @Value("${casehub.outbound.enabled:true}") boolean enabled) {
        this.outbox = outbox;
        this.lanes = lanes;
        this.dispatch = dispatch;
        this.breakers = breakers;
        this.aftercare = aftercare;
        this.clock = clock;
        this.enabled = enabled;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (enabled) {
            threads.submit(this::work);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private void work() {
        while (!threads.isShutdown()) {
            try {
                wake.tryAcquire(1, TimeUnit.SECONDS);
                wake.drainPermits();
                var broken = breakers.broken();
                outbox.systems().forEach(system -> setOut(system, broken));
                renew();
                aftercare.look();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("outbox could not be read");
            }
        }
    }

    /**
     * As many commands to a system as it bears; one alone where it was not reached when it was last
     * told.
     */
    private void setOut(String system, Map<String, BrokenSystem> broken) {
        var how = broken.get(system);
        if (how != null) {
            pace.notReached(system);
        }
        if (how != null && clock.instant().isBefore(how.until()) || pace.free(system) == 0) {
            return;
        }
        for (var leased : lanes.take(system, pace.free(system), LEASE)) {
            pace.setOut(system);
            underway.add(leased);
            threads.submit(() -> carry(system, leased));
        }
    }

    private void carry(String system, Leased leased) {
        try {
            var outcome = dispatch.carry(leased);
            if (outcome instanceof Outcome.NotReached(var reason, var asked)) {
                pace.notReached(system);
                breakers.failed(system, reason, asked);
            } else if (!(outcome instanceof Outcome.Unknown)) {
                pace.reached(system);
                if (breakers.reached(system)) {
                    log.atInfo().addKeyValue("system", system).log("system was reached again; commands go on");
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName())
                    .log("a command could not be settled; its lease will run out");
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("a command could not be settled; its lease will run out");
        } finally {
            underway.remove(leased);
            pace.returned(system);
            wake.release(); // successors in its lane may be due now
        }
    }

    /** Nobody is to take what takes long. */
    private void renew() {
        var now = clock.instant();
        if (!underway.isEmpty() && now.isAfter(renewed.plus(RENEWAL))) {
            renewed = now;
            outbox.extend(Set.copyOf(underway), LEASE);
        }
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                wake.release();
            }
        });
    }
}
