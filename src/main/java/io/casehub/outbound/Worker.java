package io.casehub.outbound;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * Carries commands as soon as they are committed. It is woken, and looks by itself every second for
 * what another node left behind or what is due again.
 */
@Component
class Worker {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration RENEWAL = Duration.ofSeconds(20);
    private static final int AT_ONCE = 16;

    private final Outbox outbox;
    private final Dispatch dispatch;
    private final boolean enabled;
    private final Semaphore wake = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Worker(Outbox outbox, Dispatch dispatch, @Value("${casehub.outbound.enabled:true}") boolean enabled) {
        this.outbox = outbox;
        this.dispatch = dispatch;
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

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                wake.release();
            }
        });
    }

    private void work() {
        while (!threads.isShutdown()) {
            try {
                wake.tryAcquire(1, TimeUnit.SECONDS);
                wake.drainPermits();
                while (carryDue() == AT_ONCE) {
                    Thread.onSpinWait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("outbox could not be read");
            }
        }
    }

    /** Carries what is due, different cases side by side, and answers how many there were. */
    private int carryDue() throws InterruptedException {
        var due = outbox.lease(AT_ONCE, LEASE);
        var running = due.stream().<Future<?>>map(leased -> threads.submit(() -> dispatch.carry(leased))).toList();
        for (var one : running) {
            while (!isDone(one)) {
                outbox.extend(due, LEASE);
            }
        }
        if (!due.isEmpty()) {
            wake.release(); // successors in the same lanes may be due now
        }
        return due.size();
    }

    /** Waits for it, but not so long that its lease runs out. */
    private static boolean isDone(Future<?> one) throws InterruptedException {
        try {
            one.get(RENEWAL.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            log.atError().setCause(e.getCause()).log("a command could not be settled; its lease will run out");
        }
        return true;
    }
}
