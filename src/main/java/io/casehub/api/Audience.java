package io.casehub.api;

import io.casehub.model.CodeWord;
import java.util.List;

/** For whom a packet is made, and what of a case is therefore not in it. */
enum Audience implements CodeWord {
    /** Colleagues: the case as they have it. */
    INTERNAL(List.of()),
    /** Another company. */
    PARTNER(List.of("contact points and addresses of the customer are masked",
            "subjects and texts of interactions", "internal comments, documents and notes",
            "names of people who work here",
            "links to systems", "all of the history but statuses")),
    /** The customer himself. */
    CUSTOMER(List.of("internal comments, documents and notes", "names of people who work here", "links to systems",
            "all of the history but statuses"));

    private final List<String> leftOut;

    Audience(List<String> leftOut) {
        this.leftOut = leftOut;
    }

    /** As people read it. */
    List<String> leftOut() {
        return leftOut;
    }
}
