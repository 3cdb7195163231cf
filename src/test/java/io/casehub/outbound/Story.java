package io.casehub.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened in a {@link Synchronisation} so far, and what time it is there. */
final class Story {

    static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    private final List<String> told = new ArrayList<>();
    private Instant now = BEGINNING;

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void tell(String what) {
        told.add(now + " " + what);
    }

    int length() {
        return told.size();
    }

    @Override
    public String toString() {
        return String.join("\n", told);
    }
}
