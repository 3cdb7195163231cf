package io.casehub.connector.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a mail in its mailbox once the hub has kept it.
 *
 * @param folder where it is moved to; {@code null}: it stays where it is
 */
record Afterwards(boolean isMarkedSeen, @Nullable String folder) {

    static final Afterwards NOTHING = new Afterwards(false, null);

    /** {@code leave}, {@code seen}, or {@code move:} and the name of a folder. */
    static Afterwards of(String text) {
        if (text.startsWith("move:") && text.length() > "move:".length()) {
            return new Afterwards(false, text.substring("move:".length()).strip());
        }
        return switch (text) {
            case "leave" -> NOTHING;
            case "seen" -> new Afterwards(true, null);
            default ->
                throw new IllegalArgumentException("afterwards is leave, seen or move:<folder>, and not " + text);
        };
    }

    boolean isNothing() {
        return !isMarkedSeen && folder == null;
    }
}
