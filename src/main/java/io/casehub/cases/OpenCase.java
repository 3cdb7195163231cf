package io.casehub.cases;

import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case somebody wants opened.
 *
 * @param priority {@code null}: as its type has it
 * @param origin the record it is opened for: a mail, or for an agent's case one of the system
 * {@code api}
 * @param evidence why the origin belongs to the case, for its link
 * @param more what else is said of it
 */
public record OpenCase(@Nullable CustomerId customer, @Nullable String type, String subject, CaseStatus status,
        @Nullable Priority priority, @Nullable String assignee, SourceRef origin, String evidence, Instant at,
        More more) {

    private static final int LONGEST_SUBJECT = 500;

    /**
     * What not everybody says of a case.
     *
     * @param text beside the subject, for rules that look for words
     * @param fields values of the fields its type has
     */
    public record More(@Nullable String text, @Nullable String queue, @Nullable String team,
            Map<String, String> fields) {

        static final More NOTHING = new More(null, null, null, Map.of());

        public More {
            fields = Map.copyOf(fields);
        }
    }

    public OpenCase(@Nullable CustomerId customer, @Nullable String type, String subject, CaseStatus status,
            @Nullable Priority priority, @Nullable String assignee, SourceRef origin, String evidence, Instant at) {
        this(customer, type, subject, status, priority, assignee, origin, evidence, at, More.NOTHING);
    }

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
