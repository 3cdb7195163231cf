package io.casehub.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A mapping file is missing or does not compile. No record is to blame: the page is read again once
 * it is mended.
 */
public final class MappingUnusable extends RuntimeException {

    MappingUnusable(String mapping, String why, @Nullable Throwable cause) {
        super("mapping " + mapping + " cannot be used: " + why, cause);
    }
}
