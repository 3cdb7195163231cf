package io.casehub.cases.documents;

/** The store of contents does not do what it is asked: a full disk, a silent S3. */
public final class ContentStoreDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    ContentStoreDown(String doing, Throwable cause) {
        super("the store of documents failed " + doing, cause);
    }
}
