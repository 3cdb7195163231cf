package io.casehub.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param at when, to the microsecond
 * @param actor who: {@code agent:ada}, {@code system:crm}, {@code rule:auto-close}
 * @param action what, as noun and past verb: {@code case.opened}, {@code status.changed}
 * @param field what changed, where one field did
 * @param before its value until then; erased with the person's data
 * @param after its value from then on; erased with the person's data
 * @param cause what led to it: {@code source crm:case:17}, {@code api}, {@code mail <id>}; names
 * and addresses of people do not belong here, since this is never erased
 */
public record AuditEntry(Subject subject, Instant at, String actor, String action, @Nullable String field,
        @Nullable String before, @Nullable String after, @Nullable String cause) {

    public AuditEntry {
        if (actor.isBlank() || action.isBlank()) {
            throw new IllegalArgumentException("an audit entry needs an actor and an action");
        }
        // PostgreSQL keeps microseconds: what is hashed must be what is read back
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
