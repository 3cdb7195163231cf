package io.casehub.security;

/**
 * What is left of somebody's contact points where they are nobody's business: enough to know them
 * again.
 */
public final class Mask {

    private static final int SHOWN = 3;
    private static final String HIDDEN = "•••";

    private Mask() {}

    /** {@code a•••@example.org}: the first letter and the domain. */
    public static String email(String address) {
        int at = address.lastIndexOf('@');
        return at < 1
                ? HIDDEN
                : address.substring(0, address.offsetByCodePoints(0, 1)) + HIDDEN + address.substring(at);
    }

    /** {@code •••567}: the last three digits. */
    public static String phone(String number) {
        return HIDDEN + number.substring(Math.max(0, number.length() - SHOWN));
    }
}
