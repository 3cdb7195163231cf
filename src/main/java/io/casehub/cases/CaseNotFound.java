package io.casehub.cases;

/** There is no such case. */
public final class CaseNotFound extends RuntimeException {

    public CaseNotFound(String id) {
        super("no case " + id);
    }
}
