package io.casehub.connector.mailbox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many mails to ask for at once. A failed fetch halves it, so a mail that its server cannot
 * give is soon asked for alone; after three failures alone it is given up.
 */
final class Stride {

    private static final int PATIENCE = 3;

    private final int widest;
    private int width;
    private int failedAlone;
    private @Nullable String lastFault;

    Stride(int widest) {
        this.widest = widest;
        this.width = widest;
    }

    int width() {
        return width;
    }

    /** Why the next mail is not to be asked for again; empty where it is. */
    Optional<String> givenUp() {
        return failedAlone < PATIENCE ? Optional.empty() : Optional.ofNullable(lastFault);
    }

    void failed(String fault) {
        lastFault = fault;
        if (width == 1) {
            failedAlone++;
        }
        width = Math.max(1, width / 2);
    }

    void succeeded() {
        failedAlone = 0;
        width = Math.min(widest, width * 2);
    }
}
