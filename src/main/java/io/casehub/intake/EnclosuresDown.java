package io.casehub.intake;

/**
 * What keeps the files, or looks into them, does not answer now; it may later. Nothing was sent.
 */
public final class EnclosuresDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    EnclosuresDown(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
