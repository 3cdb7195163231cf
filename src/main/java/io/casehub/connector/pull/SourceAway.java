package io.casehub.connector.pull;

import java.time.Duration;

/** The source answered, but not with what was asked for; the sentence says what. */
final class SourceAway extends RuntimeException {

    private final Duration pause;

    SourceAway(String sentence, Duration pause) {
        super(sentence);
        this.pause = pause;
    }

    /** For how long it asks to be left alone. */
    Duration pause() {
        return pause;
    }
}
