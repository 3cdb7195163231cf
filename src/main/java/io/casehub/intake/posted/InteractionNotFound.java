package io.casehub.intake.posted;

/** There is no such interaction. */
public final class InteractionNotFound extends RuntimeException {

    public InteractionNotFound(String id) {
        super("no interaction " + id);
    }
}
