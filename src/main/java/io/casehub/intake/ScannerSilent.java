package io.casehub.intake;

import java.io.IOException;

/** The scanner for viruses does not answer. */
final class ScannerSilent extends RuntimeException {

    private static final long serialVersionUID = 1;

    ScannerSilent(IOException cause) {
        super("the scanner for viruses does not answer (casehub.intake.clamd): " + cause.getMessage(), cause);
    }
}
