package io.casehub.cases;

import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case somebody wants opened.
 *
 * @param origin the record it is opened for: a mail, or for an agent's case one of the system
 * {@code api}
 * @param evidence why the origin belongs to the case, for its link
 */
public record OpenCase(@Nullable CustomerId customer, @Nullable String type, String subject, CaseStatus status,
        Priority priority, @Nullable String assignee, SourceRef origin, String evidence, Instant at) {

    private static final int LONGEST_SUBJECT = 500;

    public OpenCase {
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a case needs a subject of 1 to " + LONGEST_SUBJECT + " characters");
        }
        if (status == CaseStatus.UNKNOWN) {
            throw new IllegalArgumentException("a hub case is never of unknown status");
        }
    }

    /** Nothing but the request led to it: there is no record that it stands for. */
    boolean isByRequest() {
        return isARequest(origin);
    }

    /** The name of a request rather than of a record. */
    static boolean isARequest(SourceRef origin) {
        return origin.system().equals("api") && origin.entity() == Entity.CASE;
    }
}
