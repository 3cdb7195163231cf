package io.casehub.cases.types;

import io.casehub.model.CaseStatus;

/** A kind of document that a case must have before it goes to a status or beyond. */
public record RequiredDocument(String kind, CaseStatus from) {

    boolean isRequiredAt(CaseStatus status) {
        return CaseType.progress(status) >= CaseType.progress(from);
    }
}
