package io.casehub.events;

/** This node has as many followers as it is set to take. */
public final class TooManyFollowers extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooManyFollowers(int most) {
        super("there are " + most + " followers already");
    }
}
