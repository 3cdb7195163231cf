package io.casehub.ingest;

import io.casehub.ingest.Rereading.Books;
import io.casehub.mapping.MappingUnusable;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the re-maps that were asked for: a page in a transaction, and the row that says how far it
 * is in the same one. So a crash repeats nothing and leaves nothing out, and of two nodes one is at
 * it.
 */
@Component
class Remapper {

    static final int PAGE = 500;

    private static final Logger log = LoggerFactory.getLogger(Remapper.class);

    private final Remapping remapping;
    private final Rereading rereading;
    private final StoredVersions versions;
    private final TransactionTemplate transaction;
    private final AtomicBoolean isAtWork = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Remapper(Remapping remapping, Rereading rereading, JdbcClient jdbc, TransactionTemplate transaction) {
        this.remapping = remapping;
        this.rereading = rereading;
        this.versions = new StoredVersions(jdbc);
        this.transaction = transaction;
    }

    /** Looks for what was asked for on any node, or left behind by one that died. */
    @Scheduled(fixedDelay = 2000)
    void look() {
        if (isAtWork.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    work();
                } finally {
                    isAtWork.set(false);
                }
            });
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    /** Does all there is to do; what is held up waits for the next look. */
    void work() {
        try {
            for (var id : remapping.unfinished()) {
                while (!threads.isShutdown() && page(id)) {
                    Thread.onSpinWait();
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName())
                    .log("re-map was interrupted and will go on");
        }
    }

    /** @return whether there may be another page */
    private boolean page(UUID id) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> remapping.lock(id).map(this::page).orElse(false)));
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (MappingUnusable | MappingNotFound e) {
            remapping.heldUp(id, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a fault of ours: whoever asked sees it
            remapping.heldUp(id, Stage.reason(e));
        }
        return false;
    }

    private boolean page(Remap remap) {
        var name = remap.mapping();
        var records = versions.lockBehind(name.system(), name.entity(), remap.afterKey(), PAGE);
        if (records.isEmpty()) {
            remapping.finish(remap);
            return false;
        }
        Books books = rereading.reread(remap.id(), name, records);
        remapping.move(remap.id(), records.getLast().key(), books);
        return true;
    }
}
