package io.casehub.cases;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.types.CaseTypes;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes down what happened to cases and makes it known: to the audit trail, then to the rooms
 * below. For this room's parts; whoever writes holds the cases.
 */
@Component
public class Ledger {

    private final CaseStore store;
    private final AuditTrail audit;
    private final CaseTypes types;
    private final ApplicationEventPublisher events;

    Ledger(CaseStore store, AuditTrail audit, CaseTypes types, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.types = types;
        this.events = events;
    }

    /**
     * Enters what was done to something that hangs on a case: a change of the case, which rooms below
     * hear of. Inside a transaction that holds the case ({@link Cases#hold}).
     *
     * @throws CaseNotFound where there is no such case
     */
    public void note(CaseId id, List<AuditEntry> done) {
        var last = done.getLast();
        var hub = store.find(id).orElseThrow(() -> new CaseNotFound(id.toString()));
        var written = store.update(List.of(hub.touched(last.at()))).getFirst();
        audit.append(done);
        events.publishEvent(new CasesChanged(
                List.of(new CaseChanged(written, Kind.CHANGED, List.of(), last.actor(), null, null))));
    }

    /** Stores changed cases, several changes of one case as its last, and enters them. */
    public void write(List<CaseChanged> changed, String cause, Instant at) {
        if (changed.isEmpty()) {
            return;
        }
        var last = changed.stream()
                .collect(Collectors.toMap(change -> change.now().id(), CaseChanged::now, (first, second) -> second));
        var written = store.update(List.copyOf(last.values())).stream()
                .collect(Collectors.toMap(HubCase::id, Function.identity()));
        enter(changed.stream()
                .map(change -> change.as(written.getOrDefault(change.now().id(), change.now())))
                .toList(), cause, at);
    }

    void enter(List<CaseChanged> cases, String cause, Instant at) {
        if (cases.isEmpty()) {
            return;
        }
        audit.append(cases.stream().flatMap(changed -> entries(changed, cause, at)).toList());
        events.publishEvent(new CasesChanged(cases));
    }

    /** Makes known that sources may say something else of these cases, which are as they were. */
    void heard(Collection<HubCase> cases) {
        if (!cases.isEmpty()) {
            events.publishEvent(new CasesHeard(List.copyOf(cases)));
        }
    }

    private Stream<AuditEntry> entries(CaseChanged changed, String cause, Instant at) {
        var subject = new Subject("case", changed.now().id().toString());
        if (changed.kind() == Kind.OPENED) {
            return Stream.of(new AuditEntry(subject, at, changed.actor(), "case.opened", null, null,
                    changed.now().status().word(), cause));
        }
        var written = Optional.ofNullable(changed.comment()).stream().map(comment -> new AuditEntry(subject, at,
                changed.actor(), "case.commented", comment.isInternal() ? "internal" : "customer", null, comment.text(),
                cause));
        return Stream.concat(written, changes(changed, subject, cause, at));
    }

    private Stream<AuditEntry> changes(CaseChanged changed, Subject subject, String cause, Instant at) {
        return changed.changes().stream().flatMap(change -> Stream.concat(
                Stream.of(new AuditEntry(subject, at, changed.actor(), action(changed, change), change.name(),
                        change.before(), change.after(), cause)),
                noted(changed, change).map(sentence -> new AuditEntry(subject, at, "rule:case-type", "status.noted",
                        change.name(), change.before(), change.after(), sentence)).stream()));
    }

    private static String action(CaseChanged changed, Change change) {
        return switch (changed.kind()) {
            case WARNED -> "sla.warning";
            case BREACHED -> "sla.breached";
            default -> change.field().word() + ".changed";
        };
    }

    /** What is so is so, but that a type knows no such move shall be seen. */
    private Optional<String> noted(CaseChanged changed, Change change) {
        var hub = changed.now();
        return change.field() != CaseField.STATUS || change.before() == null || change.after() == null
                ? Optional.empty()
                : types.outside(hub.type(), hub.handling().typeVersion(),
                        CodeWord.of(CaseStatus.class, change.before()), CodeWord.of(CaseStatus.class, change.after()),
                        changed.actor());
    }
}
