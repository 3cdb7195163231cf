package io.casehub.cases.documents;

/** What lies in the store under a document's digest is not its content any more, or is missing. */
public final class ContentBroken extends RuntimeException {

    private static final long serialVersionUID = 1;

    ContentBroken(String sha256, String what) {
        super("the stored content " + sha256 + " " + what
                + "; it is not served. Restore it from a backup, or upload the document again");
    }
}
