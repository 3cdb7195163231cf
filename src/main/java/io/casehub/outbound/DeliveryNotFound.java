package io.casehub.outbound;

import java.util.UUID;

/** There is no command of this id. */
public class DeliveryNotFound extends RuntimeException {

    public DeliveryNotFound(UUID id) {
        super("there is no delivery " + id);
    }
}
