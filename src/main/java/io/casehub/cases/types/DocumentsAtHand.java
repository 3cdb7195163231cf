package io.casehub.cases.types;

import io.casehub.model.CaseId;
import java.util.Set;

/**
 * What kinds of documents a case has; declared here, told by the room's part that keeps documents.
 */
@FunctionalInterface
public interface DocumentsAtHand {

    Set<String> kinds(CaseId id);
}
