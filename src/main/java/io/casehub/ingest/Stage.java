package io.casehub.ingest;

import java.util.Arrays;

/** Which room could not take a record, and what it said. */
final class Stage {

    private static final String ROOMS = "io.casehub.";

    private Stage() {}

    /**
     * The room in whose code the failure arose: the name of the innermost of our packages on its stack.
     */
    static String of(Throwable failure) {
        return Arrays.stream(cause(failure).getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith(ROOMS))
                .map(name -> name.substring(ROOMS.length()).replaceFirst("\\..*", ""))
                .findFirst()
                .orElse("ingest");
    }

    static String reason(Throwable failure) {
        var cause = cause(failure);
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : cause(cause);
    }
}
