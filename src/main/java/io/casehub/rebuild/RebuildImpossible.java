package io.casehub.rebuild;

/** Nothing can be rebuilt there; the message says why. */
public final class RebuildImpossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    RebuildImpossible(String why) {
        super(why);
    }
}
