package io.casehub.api;

import java.time.Duration;

/** Not even what is stored could be answered within the time that a caller gave. */
final class DeadlineMissed extends RuntimeException {

    private static final long serialVersionUID = 1;

    DeadlineMissed(Duration deadline) {
        super("the hub could not answer within " + deadline + "; ask again, or without maxAge for what is stored");
    }
}
