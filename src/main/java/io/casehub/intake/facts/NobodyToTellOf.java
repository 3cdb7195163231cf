package io.casehub.intake.facts;

import io.casehub.model.CustomerId;

/** No record is this customer any more, and nothing can be told of him. */
public final class NobodyToTellOf extends RuntimeException {

    NobodyToTellOf(CustomerId customer) {
        super("no record is customer " + customer + " any more: tell it of the customer his records are now");
    }
}
