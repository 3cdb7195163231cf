package io.casehub.model;

/** A way to reach somebody. */
public sealed interface ContactPoint permits Email, Phone {

    /** What it is called in the canonical form: {@code email} or {@code phone}. */
    String type();

    String value();
}
