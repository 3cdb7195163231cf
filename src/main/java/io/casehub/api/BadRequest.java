package io.casehub.api;

import java.util.function.Supplier;

/**
 * The request is wrong in itself; its message says where, in words for whoever wrote the caller.
 */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    BadRequest(String message) {
        super(message);
    }

    /** Makes what a record of another room refuses a fault of the request that asked for it. */
    static <T> T unless(Supplier<T> accepted) {
        try {
            return accepted.get();
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }
}
