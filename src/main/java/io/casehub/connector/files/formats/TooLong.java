package io.casehub.connector.files.formats;

/** Leaves a parser in the middle of a record that is longer than the hub takes. */
final class TooLong extends RuntimeException {

    TooLong() {
        super("a record is too long");
    }
}
