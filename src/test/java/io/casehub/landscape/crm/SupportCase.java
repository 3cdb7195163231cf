package io.casehub.landscape.crm;

import io.casehub.landscape.company.Ticket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A support case as the crm shows it. */
record SupportCase(int id, String number, int contactId, String subject, String description, String status,
        String priority,
        @Nullable String owner, @Nullable String orderRef, Instant createdAt, Instant updatedAt, int version,
        @Nullable List<Attachment> attachments) {

    static final List<String> STATUSES = List.of("New", "In Progress", "Pending Customer", "Pending Vendor", "Solved",
            "Closed");
    static final List<String> PRIORITIES = List.of("P1", "P2", "P3", "P4");

    static SupportCase of(Ticket t, Instant changed) {
        return new SupportCase(t.id(), "C-" + t.id(), Integer.parseInt(t.contact().key()), t.subject(), t.description(),
                t.status(),
                t.priority(), t.owner(), t.orderRef(), t.created(), changed, 1, null);
    }

    SupportCase changed(CaseChange change, Instant at) {
        return new SupportCase(id, number, contactId, change.subject() == null ? subject : change.subject(),
                description,
                change.status() == null ? status : change.status(),
                change.priority() == null ? priority : change.priority(),
                change.owner() == null ? owner : change.owner(), orderRef, createdAt, at, version + 1,
                attachments);
    }

    SupportCase with(Attachment added, Instant at) {
        var all = new ArrayList<>(attachments == null ? List.of() : attachments);
        all.add(added);
        return new SupportCase(id, number, contactId, subject, description, status, priority, owner, orderRef,
                createdAt,
                at, version + 1, all);
    }

    SupportCase touched(Instant at) {
        return changed(CaseChange.NONE, at);
    }

    boolean saysAlready(CaseChange change) {
        return changed(change, updatedAt).equals(touched(updatedAt));
    }
}
