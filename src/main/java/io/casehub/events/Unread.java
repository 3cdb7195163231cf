package io.casehub.events;

/** Somebody who carries events out of the hub, and has still to read some. */
public interface Unread {

    /**
     * The number behind which he has read nothing yet: that is not forgotten, however old it becomes.
     * {@link Long#MAX_VALUE} where he wants nothing.
     */
    long behind();
}
