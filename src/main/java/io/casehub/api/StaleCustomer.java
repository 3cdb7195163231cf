package io.casehub.api;

import io.casehub.model.CustomerId;

/** Somebody or something changed what is known of the customer since the caller read it. */
final class StaleCustomer extends RuntimeException {

    private static final long serialVersionUID = 1;

    StaleCustomer(CustomerId id) {
        super("customer " + id + " is not as you have read it: read it again, and name its new ETag");
    }
}
