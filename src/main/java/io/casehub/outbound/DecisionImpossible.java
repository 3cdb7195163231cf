package io.casehub.outbound;

/** A person's word on a command cannot be done; the message says why. */
public class DecisionImpossible extends RuntimeException {

    public DecisionImpossible(String reason) {
        super(reason);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
