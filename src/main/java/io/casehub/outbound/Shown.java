package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Priority;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a command, or to a question, showed of the case there, or of the customer.
 *
 * @param changedAt when it was last changed, by its system's clock
 * @param sequence its version, 0 where its system counts none
 * @param customer the record, where it is of a customer
 */
public record Shown(@Nullable CaseStatus status, @Nullable String sourceStatus, @Nullable Priority priority,
        @Nullable String assignee, @Nullable Instant changedAt, long sequence, @Nullable CustomerRecord customer) {

    /** Of a case. */
    public Shown(@Nullable CaseStatus status, @Nullable String sourceStatus, @Nullable Priority priority,
            @Nullable String assignee, @Nullable Instant changedAt, long sequence) {
        this(status, sourceStatus, priority, assignee, changedAt, sequence, null);
    }

    public static Shown of(CaseRecord record) {
        return new Shown(record.status(), record.sourceStatus(), record.priority(), record.assignee(),
                record.revision().changedAt(), record.revision().sequence());
    }

    public static Shown of(CustomerRecord record) {
        return new Shown(null, null, null, null, record.revision().changedAt(), record.revision().sequence(), record);
    }

    /** Of whatever a mapping read; empty where it is neither case nor customer. */
    public static Optional<Shown> read(CanonicalRecord record) {
        return switch (record) {
            case CaseRecord of -> Optional.of(of(of));
            case CustomerRecord of -> Optional.of(of(of));
            default -> Optional.empty();
        };
    }

    /** What it says of a field; {@code null} where it says nothing. */
    public @Nullable String value(CaseField field) {
        return switch (field) {
            case STATUS -> word(status);
            case PRIORITY -> word(priority);
            case ASSIGNEE -> assignee;
            default -> null;
        };
    }

    private static @Nullable String word(@Nullable CodeWord value) {
        return Optional.ofNullable(value).map(CodeWord::word).orElse(null);
    }
}
