package io.casehub.api;

/** The bytes asked for are none of what there is. */
final class RangeImpossible extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long size;

    RangeImpossible(long size) {
        super("there are " + size + " bytes; ask for some of them");
        this.size = size;
    }

    long size() {
        return size;
    }
}
