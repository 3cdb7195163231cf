package io.casehub.intake;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Looks for what does harm. */
interface Scanner {

    /**
     * Reads to the end what is to be looked into.
     *
     * @throws ScannerSilent where it does not answer: what was to be done waits
     */
    Verdict scan(InputStream raw);

    /**
     * What it found.
     *
     * @param found its name, {@code null} where there is nothing
     * @param how a sentence for the receipt
     */
    record Verdict(@Nullable String found, String how) {}
}
