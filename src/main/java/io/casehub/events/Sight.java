package io.casehub.events;

/**
 * How much an event says to whoever is told. Nobody is told what a person wrote, or a customer's
 * name.
 */
public enum Sight {
    /** Ids, and words and numbers of the case. */
    FACTS,
    /** Names of colleagues, too: who is mentioned. */
    NAMES,
    /** What a partner sees of a case that is shared with him: neither customer nor who works on it. */
    PARTNER
}
