package io.casehub.model;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a customer is asked to pay. */
public record Invoice(SourceRef source, Revision revision, @Nullable SourceRef customer, String number,
        @Nullable String order, InvoiceStatus status, @Nullable String sourceStatus, LocalDate issuedOn,
        @Nullable LocalDate dueOn, Money total, @Nullable Money balance) implements Fact {

    /**
     * What is still to pay: the balance where its system has one, else all of it while nothing says
     * that any was paid; empty where that cannot be told, or nothing is asked for.
     */
    public Optional<Money> owed() {
        return switch (status) {
            case DRAFT, VOID -> Optional.empty();
            case OPEN, OVERDUE, DISPUTED -> Optional.of(balance == null ? total : balance);
            case PARTLY_PAID, PAID, UNKNOWN -> Optional.ofNullable(balance);
        };
    }
}
