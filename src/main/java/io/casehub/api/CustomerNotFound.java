package io.casehub.api;

import io.casehub.model.CustomerId;

/** No customer ever had this id. */
final class CustomerNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    CustomerNotFound(CustomerId id) {
        this(id.toString());
    }

    /** By whatever the caller named him. */
    CustomerNotFound(String named) {
        super("no customer " + named);
    }
}
