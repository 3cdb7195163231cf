package io.casehub.api;

import io.casehub.model.CustomerId;

/** The customer asked for turned out to be another one, who has everything now. */
final class CustomerMerged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient CustomerId survivor;

    CustomerMerged(CustomerId retired, CustomerId survivor) {
        super("customer " + retired + " is customer " + survivor + " now");
        this.survivor = survivor;
    }

    CustomerId survivor() {
        return survivor;
    }
}
