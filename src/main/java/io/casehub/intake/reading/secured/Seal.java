package io.casehub.intake.reading.secured;

import org.jspecify.annotations.Nullable;

/**
 * How a mail, or a part of it, is protected.
 *
 * @param by {@code smime} or {@code pgp}
 * @param kind whether it is signed or encrypted
 * @param verdict what our keys say of it
 * @param signer who signed, if that is known
 */
public record Seal(String by, Kind kind, Verdict verdict, @Nullable String signer) {

    /** What protects. */
    public enum Kind {
        SIGNED,
        ENCRYPTED
    }

    /**
     * {@code GOOD} signatures are by somebody whose certificate or key we have; {@code UNCHECKED} are
     * those of others. An encrypted part is {@code GOOD} when it was opened.
     */
    public enum Verdict {
        GOOD,
        BAD,
        UNCHECKED
    }

    /** The sentence about it, where there is something to warn of. */
    @Nullable
    String warning() {
        var name = by.equals("pgp") ? "OpenPGP" : "S/MIME";
        return switch (verdict) {
            case GOOD -> null;
            case BAD -> "The " + name + " signature is broken: somebody changed what was signed.";
            case UNCHECKED -> kind == Kind.ENCRYPTED
                    ? "A part is encrypted (" + name + ") for a key that is not configured: it stays closed."
                    : "The " + name + " signature was not checked: its signer is nobody of the keys configured.";
        };
    }
}
