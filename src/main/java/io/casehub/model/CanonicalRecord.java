package io.casehub.model;

/** What one source system says about one thing, in the hub's words. */
public sealed interface CanonicalRecord permits CustomerRecord, Fact, Gone {

    SourceRef source();

    Revision revision();
}
