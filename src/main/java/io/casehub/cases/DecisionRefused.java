package io.casehub.cases;

/** What was asked for would join what cannot be one case, or part what is none. */
public final class DecisionRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    DecisionRefused(String why) {
        super(why);
    }
}
