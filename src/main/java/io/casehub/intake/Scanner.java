package io.casehub.intake;

import org.jspecify.annotations.Nullable;

/** Looks for what does harm. */
interface Scanner {

    /** @throws ScannerSilent where it does not answer: the mail waits */
    Verdict scan(byte[] raw);

    /**
     * What it found.
     *
     * @param found its name, {@code null} where there is nothing
     * @param how a sentence for the receipt
     */
    record Verdict(@Nullable String found, String how) {}
}
