package io.casehub.cases.types;

import java.util.Collection;

/** There is no such type of cases, or it never had such a version. */
public final class CaseTypeNotFound extends RuntimeException {

    private static final long serialVersionUID = 1;

    CaseTypeNotFound(String type, Collection<String> known) {
        super("there is no case type " + type + "; there are " + String.join(", ", known));
    }

    CaseTypeNotFound(String type, int version) {
        super("the case type " + type + " has no version " + version);
    }
}
