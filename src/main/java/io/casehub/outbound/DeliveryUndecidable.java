package io.casehub.outbound;

/** A person's word on a command cannot be done; the message says why. */
public final class DeliveryUndecidable extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeliveryUndecidable(String why) {
        super(why);
    }
}
