package io.casehub.intake;

import java.util.UUID;

/** There is no receipt of this id. */
public final class ReceiptNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ReceiptNotFound(UUID id) {
        super("there is no mail with the receipt " + id);
    }
}
