package io.casehub.audit.reads;

/** That it was read is known; what was shown is not kept. */
public final class ContentsNotKept extends RuntimeException {

    private static final long serialVersionUID = 1;

    ContentsNotKept(RecordedRead read) {
        super(read.erasedAt() != null
                ? "what this read showed was erased at " + read.erasedAt() + ", with the person it showed"
                : "what this read showed was too long to be kept (casehub.reads.largest)");
    }
}
