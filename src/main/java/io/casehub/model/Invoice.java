package io.casehub.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a customer is asked to pay. */
public record Invoice(SourceRef source, Revision revision, @Nullable SourceRef customer, String number,
        @Nullable String order, InvoiceStatus status, @Nullable String sourceStatus, LocalDate issuedOn,
        @Nullable LocalDate dueOn, Money total, @Nullable Money balance) implements Fact {}
