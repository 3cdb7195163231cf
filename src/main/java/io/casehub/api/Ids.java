package io.casehub.api;

import io.casehub.model.CustomerId;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as callers write them. */
final class Ids {

    /** {@link UUID#fromString} takes half of one, too. */
    private static final Pattern WHOLE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    static UUID uuid(String what, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new BadRequest(what + " is a UUID");
        }
        return UUID.fromString(text);
    }

    static long number(String what, String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new BadRequest(what + " is a whole number");
        }
        return Long.parseLong(text);
    }

    static CustomerId customer(String text) {
        return new CustomerId(uuid("the id of a customer", text));
    }
}
