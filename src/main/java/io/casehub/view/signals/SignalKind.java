package io.casehub.view.signals;

import io.casehub.model.CodeWord;

/** What can be noticed. Its word is its name in {@code signals.yaml}, in answers and in events. */
public enum SignalKind implements CodeWord {
    /** Somebody disputes what he owes, and owes something that is due. */
    DISPUTE_AND_OVERDUE,
    /** An invoice is due and not paid. */
    INVOICE_OVERDUE,
    /** A payment did not succeed. */
    PAYMENT_FAILED,
    /** A parcel was promised for a day that is over. */
    PARCEL_LATE,
    /** A person turned to us again and again in a short time. */
    REPEATED_CONTACT,
    /** A person wrote or called from an address that no record of his has. */
    NEW_ADDRESS,
    /** What was promised of a case is missed. */
    CASE_OVERDUE,
    /** A score is beyond its bounds. */
    SCORE
}
