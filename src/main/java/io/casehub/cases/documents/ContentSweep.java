package io.casehub.cases.documents;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes contents that no document has: of uploads that never became one, and of documents that
 * were removed a while ago. It and {@link CaseDocuments} lock a content by its digest, so none is
 * deleted that somebody is about to have.
 */
@Component
class ContentSweep {

    private static final Logger log = LoggerFactory.getLogger(ContentSweep.class);
    private static final int BATCH = 500;
    private static final long HOURLY = 3_600_000;

    private final ContentStore store;
    private final Drafts drafts;
    private final Uploads uploads;
    private final DocumentSettings settings;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    ContentSweep(ContentStore store, Drafts drafts, Uploads uploads, DocumentSettings settings,
            TransactionTemplate transaction, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.drafts = drafts;
        this.uploads = uploads;
        this.settings = settings;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = HOURLY, initialDelay = HOURLY)
    void sweepInTurn() {
        try {
            sweep();
        } catch (ContentStoreDown | IOException e) {
            log.atWarn().setCause(e).log("contents could not be swept");
        }
    }

    void sweep() throws IOException {
        drafts.deleteLeftBehind(clock.instant());
        var before = clock.instant().minus(settings.unclaimed());
        var batch = new ArrayList<String>();
        store.eachBefore(before, sha256 -> {
            batch.add(sha256);
            if (batch.size() == BATCH) {
                sweep(batch, before);
                batch.clear();
            }
        });
        sweep(batch, before);
    }

    private void sweep(List<String> contents, Instant before) {
        uploads.unclaimed(contents, before).forEach(sha256 -> transaction.executeWithoutResult(status -> {
            uploads.closeTo(sha256);
            if (!uploads.unclaimed(List.of(sha256), before).isEmpty()) {
                store.delete(sha256);
                meters.counter("casehub.documents.swept").increment();
            }
        }));
    }
}
