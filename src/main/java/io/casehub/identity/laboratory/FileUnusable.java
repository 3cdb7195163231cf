package io.casehub.identity.laboratory;

/** A file that was given cannot be used; the message says which and why. */
public class FileUnusable extends RuntimeException {

    /** @param message begins with the file, and says what to do */
    public FileUnusable(String message) {
        super(message);
    }
}
