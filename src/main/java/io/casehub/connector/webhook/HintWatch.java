package io.casehub.connector.webhook;

import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Lets hints be read as soon as they are there. It is woken, and looks by itself every second for
 * what another node left behind or what is due again.
 */
@Component
@ConditionalOnWebApplication // an engineer's own machine takes no hints
class HintWatch {

    private static final Logger log = LoggerFactory.getLogger(HintWatch.class);

    private final Hints hints;
    private final HookRoutes routes;
    private final Semaphore wake = new Semaphore(0);
    private final Set<String> reading = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HintWatch(Hints hints, HookRoutes routes) {
        this.hints = hints;
        this.routes = routes;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        threads.submit(this::watch);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    void wake() {
        wake.release();
    }

    private void watch() {
        while (!threads.isShutdown()) {
            try {
                wake.tryAcquire(1, TimeUnit.SECONDS);
                wake.drainPermits();
                hints.waiting().stream().filter(routes::isRunning).filter(reading::add)
                        .forEach(route -> threads.submit(() -> read(route)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                // the hub's own database is away, which others tell
            }
        }
    }

    private void read(String route) {
        boolean isDone = false;
        try {
            isDone = routes.read(route);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("route", route).setCause(e).log("hints could not be read");
        } finally {
            reading.remove(route);
        }
        if (isDone) {
            wake(); // for what came meanwhile, or is more than a page
        }
    }
}
