package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Owned;
import io.casehub.ingest.Records;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.model.CaseRecord;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sorts interactions of every channel into cases, one by one in their order: what belongs to a case
 * joins it, what asks for one otherwise opens it, and the rest stays with its customer.
 */
@Component
class Sorting {

    private static final int BETWEEN_CASES_AND_VIEW = 50;

    private final MailReceipts receipts;
    private final Threads threads;
    private final Waiting waiting;
    private final Records records;
    private final Cases cases;
    private final Placing placing;

    Sorting(MailReceipts receipts, Threads threads, Waiting waiting, Records records, Cases cases, Placing placing) {
        this.receipts = receipts;
        this.threads = threads;
        this.waiting = waiting;
        this.records = records;
        this.cases = cases;
        this.placing = placing;
    }

    @EventListener
    @Order(BETWEEN_CASES_AND_VIEW)
    void on(PageIdentified page) {
        var pieces = Stream.concat(arrived(page).stream(), called(page).stream()).sorted(Piece.ORDER).toList();
        if (pieces.isEmpty()) {
            return;
        }
        var linked = cases.linked(pieces.stream().map(piece -> piece.said().source()).toList());
        var known = threads.find(pieces.stream().filter(piece -> !linked.containsKey(piece.said().source()))
                .flatMap(piece -> piece.traces().stream()).collect(Collectors.toSet()));
        for (var piece : pieces) {
            var link = linked.get(piece.said().source());
            if (link != null) {
                placing.stays(piece, link);
            } else {
                placing.place(piece, known).ifPresent(id -> known.add(piece, id));
            }
        }
        threads.save(known.added());
    }

    private List<Piece> arrived(PageIdentified page) {
        var owned = page.records().stream().filter(record -> record.stored().record() instanceof Interaction).toList();
        if (owned.isEmpty()) {
            return List.of();
        }
        var arrivals = receipts.of(owned.stream().map(Sorting::source).toList());
        return owned.stream()
                .map(record -> new Piece((Interaction) record.stored().record(), record.customer(),
                        arrivals.get(source(record))))
                .toList();
    }

    /** Those of earlier pages that name a case of this one. */
    private List<Piece> called(PageIdentified page) {
        var named = waiting.take(page.records().stream()
                .filter(record -> record.stored().record() instanceof CaseRecord).map(Sorting::source).toList());
        return named.isEmpty()
                ? List.of()
                : records.current(named).stream()
                        .filter(stored -> stored.record() instanceof Interaction)
                        .map(stored -> new Piece((Interaction) stored.record(), null, null))
                        .toList();
    }

    private static SourceRef source(Owned owned) {
        return owned.stored().source();
    }
}
