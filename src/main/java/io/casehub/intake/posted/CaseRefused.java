package io.casehub.intake.posted;

/** An interaction cannot be part of the case that its caller names. */
public final class CaseRefused extends RuntimeException {

    CaseRefused(String reason) {
        super(reason);
    }
}
