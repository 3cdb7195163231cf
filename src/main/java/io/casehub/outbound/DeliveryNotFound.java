package io.casehub.outbound;

import java.util.UUID;

/** There is no command of this id. */
public final class DeliveryNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DeliveryNotFound(UUID id) {
        super("there is no delivery " + id);
    }
}
