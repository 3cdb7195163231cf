package io.casehub.ingest.documents;

/** A document that a record names could not be fetched; its sentence says from where and why. */
public final class DocumentUnreachable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isSilent;

    private DocumentUnreachable(String sentence, boolean isSilent) {
        super(sentence);
        this.isSilent = isSilent;
    }

    /** The system did not answer, or not in time: it may later. */
    public static DocumentUnreachable silent(String sentence) {
        return new DocumentUnreachable(sentence, true);
    }

    /** The system answered, and not with the document. */
    public static DocumentUnreachable refused(String sentence) {
        return new DocumentUnreachable(sentence, false);
    }

    public boolean isSilent() {
        return isSilent;
    }
}
