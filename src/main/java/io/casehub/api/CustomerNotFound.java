package io.casehub.api;

import io.casehub.model.CustomerId;

/** No customer ever had this id. */
final class CustomerNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    CustomerNotFound(CustomerId id) {
        super("no customer " + id);
    }
}
