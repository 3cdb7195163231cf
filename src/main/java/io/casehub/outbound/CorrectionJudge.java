package io.casehub.outbound;

import io.casehub.ingest.Records;
import io.casehub.model.CustomerRecord;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.corrections.Correction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says what a correction meets in its record: that it stands there already, or that somebody else
 * has changed the same field meanwhile. Then the owner's word stands, since it is the owner who is
 * told.
 */
@Component
class CorrectionJudge {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final CorrectionRows rows;
    private final Records records;

    CorrectionJudge(CorrectionRows rows, Records records) {
        this.rows = rows;
        this.records = records;
    }

    /** The version of the record to be named: that of the last reading, or of a later answer. */
    long version(Delivery delivery) {
        return Math.max(current(delivery).map(record -> record.revision().sequence()).orElse(0L),
                rows.version(delivery.record()));
    }

    /** What can be said without asking: by what was read since it was decided. */
    Optional<Outcome> foreseen(Delivery delivery, Manner manner) {
        if (manner != Manner.FIRST) {
            return Optional.empty(); // what it may have done itself is no conflict
        }
        var record = current(delivery);
        if (record.isEmpty()) {
            return Optional.of(new Outcome.Refused("the record is not there any more"));
        }
        var correction = Correction.read(delivery.said());
        if (correction.isSaidBy(record.get())) {
            return Optional.of(new Outcome.Delivered(Shown.of(record.get()), Confirmation.PULL,
                    "it already says so"));
        }
        return isUntouched(delivery, correction, record.get())
                ? Optional.empty()
                : Optional.of(new Outcome.Conflict(Shown.of(record.get()), "it was changed there meanwhile"));
    }

    /**
     * What a system answered, held against what it shows: what somebody else has set since is no
     * refusal.
     */
    Outcome judged(Delivery delivery, Outcome answered) {
        return answered instanceof Outcome.Contradicted(var now, var reason)
                && isSomebodyElses(delivery, now.customer()) ? new Outcome.Conflict(now, reason) : answered;
    }

    private boolean isSomebodyElses(Delivery delivery, @Nullable CustomerRecord record) {
        var correction = Correction.read(delivery.said());
        var ours = new ArrayList<>(rows.before(delivery));
        ours.add(correction);
        return record != null && !correction.isUntouchedBut(record, ours);
    }

    /** What becomes of one whose system says that its record is another than the hub knows. */
    Settlement settlement(Delivery delivery, Outcome.Conflict conflict) {
        var now = conflict.now();
        CustomerRecord record = now == null ? null : now.customer();
        if (now == null || record == null) {
            // its new version comes with the next reading, and is judged then
            return Settlement.again(conflict.reason(), SOON, false);
        }
        var correction = Correction.read(delivery.said());
        if (correction.isSaidBy(record)) {
            return Settlement.delivered(now, Confirmation.ANSWER, "it already says so");
        }
        return isUntouched(delivery, correction, record) && isNews(delivery, now)
                ? Settlement.anew("the record has a newer version there", now)
                : Settlement.clash(Delivery.State.CONFLICT, conflict.reason(), correction.said(record).toString(),
                        FieldRule.USUAL.conflict().word());
    }

    /** Without a new version the same would be told, and answered, again and again. */
    private boolean isNews(Delivery delivery, Shown now) {
        return now.sequence() > version(delivery);
    }

    private boolean isUntouched(Delivery delivery, Correction correction, CustomerRecord record) {
        return correction.isUntouched(record) || correction.isUntouchedBut(record, rows.before(delivery));
    }

    private Optional<CustomerRecord> current(Delivery delivery) {
        return records.current(List.of(delivery.record())).stream().map(stored -> stored.record())
                .filter(CustomerRecord.class::isInstance).map(CustomerRecord.class::cast).findFirst();
    }
}
