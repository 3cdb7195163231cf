package io.casehub.identity;

/** What was decided about customers cannot be done; the message says why and what can. */
public class DecisionImpossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    DecisionImpossible(String message) {
        super(message);
    }
}
