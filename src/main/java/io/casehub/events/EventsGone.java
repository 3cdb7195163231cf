package io.casehub.events;

/**
 * Events behind this number are kept no more, or never were: read what you show anew, then follow.
 */
public final class EventsGone extends RuntimeException {

    private static final long serialVersionUID = 1;

    EventsGone(long number) {
        super("what happened behind event " + number + " cannot be told any more; read anew and follow from now");
    }
}
