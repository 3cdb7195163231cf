package io.casehub.cases;

import io.casehub.cases.deadlines.Deadlines;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case as the hub keeps it.
 *
 * @param number what people call it, {@code CH-000123}
 * @param customer whose it is, {@code null} while nobody knows
 * @param origin the source record it was opened for; of the system {@code api} where an agent
 * opened it
 * @param version grows by one with every change; the ETag of the API
 * @param due by when it is to be answered and resolved
 */
public record HubCase(CaseId id, String number, @Nullable CustomerId customer, @Nullable String type, String subject,
        CaseStatus status, Priority priority, @Nullable String assignee, SourceRef origin, Instant openedAt,
        Instant changedAt, long version, Handling handling, Deadlines due) {

    /** A case that nothing is promised of, in no queue. */
    public HubCase(CaseId id, String number, @Nullable CustomerId customer, @Nullable String type, String subject,
            CaseStatus status, Priority priority, @Nullable String assignee, SourceRef origin, Instant openedAt,
            Instant changedAt, long version) {
        this(id, number, customer, type, subject, status, priority, assignee, origin, openedAt, changedAt, version,
                Handling.NONE, Deadlines.NONE);
    }

    /** The number people use for the n-th case. */
    static String number(long n) {
        return "CH-%06d".formatted(n);
    }

    /** A case like this one for a record that leaves it. */
    HubCase openedFor(SourceRef record, Instant at) {
        return new HubCase(CaseId.next(), "", customer, type, subject, status, priority, assignee, record, at, at, 1);
    }

    /** The n of its number: the order in which cases were opened. */
    long count() {
        return number.isEmpty() ? Long.MAX_VALUE : Long.parseLong(number.substring(3));
    }

    /** The same case with another value of a field, changed at that time. */
    public HubCase with(CaseField field, @Nullable String value, Instant at) {
        var now = field == CaseField.STATUS && value != null ? CodeWord.of(CaseStatus.class, value) : status;
        var handled = handling.with(field, value);
        return new HubCase(id, number, customer, type, field == CaseField.SUBJECT && value != null ? value : subject,
                now, field == CaseField.PRIORITY && value != null ? CodeWord.of(Priority.class, value) : priority,
                field == CaseField.ASSIGNEE ? value : assignee, origin, openedAt, at, version,
                // whoever opens a case again takes away why it was closed
                now.isFinal() ? handled : handled.with(CaseField.CLOSE_REASON, null), due);
    }

    HubCase of(@Nullable CustomerId other) {
        return new HubCase(id, number, other, type, subject, status, priority, assignee, origin, openedAt, changedAt,
                version, handling, due);
    }

    HubCase of(@Nullable String otherType, @Nullable Integer typeVersion, Instant at) {
        return new HubCase(id, number, customer, otherType, subject, status, priority, assignee, origin, openedAt, at,
                version, handling.under(typeVersion), due);
    }

    /** The same case, changed at that time in something that is no field of it. */
    public HubCase touched(Instant at) {
        return new HubCase(id, number, customer, type, subject, status, priority, assignee, origin, openedAt, at,
                version, handling, due);
    }

    HubCase due(Deadlines other) {
        return new HubCase(id, number, customer, type, subject, status, priority, assignee, origin, openedAt,
                changedAt, version, handling, other);
    }

    HubCase stored(String asNumber, long asVersion) {
        return new HubCase(id, asNumber, customer, type, subject, status, priority, assignee, origin, openedAt,
                changedAt, asVersion, handling, due);
    }

    /** Whether answers to the customer are given here, where the hub sees them. */
    boolean isAnsweredHere() {
        return origin.entity() != Entity.CASE || origin.system().equals("api");
    }

    /** What stands in one of its fields, as a text; {@code null} where nothing does. */
    public @Nullable String value(CaseField field) {
        return switch (field) {
            case STATUS -> status.word();
            case PRIORITY -> priority.word();
            case ASSIGNEE -> assignee;
            case SUBJECT -> subject;
            case CUSTOMER -> customer == null ? null : customer.toString();
            case QUEUE -> handling.queue();
            case TEAM -> handling.team();
            case CLOSE_REASON -> handling.closeReason();
            case TYPE -> type == null || handling.typeVersion() == null ? type : type + " " + handling.typeVersion();
            case FIELD, DUE -> null;
        };
    }
}
