package io.casehub.cases.participants;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.Ledger;
import io.casehub.cases.participants.ParticipantTable.Arrival;
import io.casehub.model.CaseId;
import io.casehub.model.Participant;
import io.casehub.model.Verification;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to who takes part in a case. Its customer, its assignee and the people of its
 * interactions do by themselves; others are added. Whom somebody has taken out does not come back
 * by himself.
 */
@Component
@Transactional
public class Participants {

    private final ParticipantTable table;
    private final Cases cases;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    Participants(ParticipantTable table, Cases cases, Ledger ledger, AuditTrail audit, Clock clock) {
        this.table = table;
        this.cases = cases;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who takes part now, in the order in which they came; whose time is over is left out. */
    @Transactional(readOnly = true)
    public List<CaseParticipant> of(CaseId id) {
        var now = clock.instant();
        return table.of(cases.family(id)).stream().filter(participant -> participant.isPresent(now)).toList();
    }

    /** Of the people of a case, the one who was verified last. */
    @Transactional(readOnly = true)
    public Optional<CaseParticipant> verified(CaseId id) {
        return of(id).stream().filter(participant -> participant.verified() != null)
                .max(Comparator.comparing(participant -> Objects.requireNonNull(participant.verified()).at()));
    }

    /**
     * Lets somebody take part; who does already is from now on as wished.
     *
     * @throws IllegalArgumentException where his time is over before it began
     */
    public CaseParticipant add(CaseId id, NewParticipant wish, String actor) {
        var at = now();
        if (wish.until() != null && !wish.until().isAfter(at)) {
            throw new IllegalArgumentException("until is a time to come");
        }
        var hub = held(id);
        var known = table.of(cases.family(id)).stream().filter(participant -> participant.is().equals(wish))
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        var added = table.put(id, wish, actor, at);
        enter(hub, actor, "participant.added", null, wish, "api", at);
        return added;
    }

    /**
     * Takes somebody out, for good unless somebody adds him again.
     *
     * @throws ParticipantNotFound where he does not take part
     */
    public void remove(CaseId id, UUID participant, String actor) {
        var hub = held(id);
        var leaving = table.of(cases.family(id)).stream().filter(one -> one.id().equals(participant)).findFirst()
                .orElseThrow(() -> new ParticipantNotFound(participant));
        var at = now();
        table.remove(cases.family(id), leaving.is(), at);
        enter(hub, actor, "participant.removed", leaving.is(), null, "api", at);
    }

    /**
     * These people took part in an interaction of a case, for its customer.
     *
     * @param verified that the first of them was made sure of
     */
    public void tookPart(CaseId id, List<Participant> people, @Nullable Verification verified) {
        table.gather(people.stream()
                .map(person -> new Arrival(id, NewParticipant.of(Role.CONTACT, Who.of(person), person.name(), null,
                        null)))
                .distinct()
                .toList(), now());
        if (verified != null && !people.isEmpty()) {
            table.verify(id, Who.of(people.getFirst()), verified);
        }
    }

    private HubCase held(CaseId id) {
        cases.hold(List.of(id));
        return cases.get(id);
    }

    private void enter(HubCase hub, String actor, String action, @Nullable NewParticipant before,
            @Nullable NewParticipant after, String cause, Instant at) {
        audit.append(entry(hub.id(), actor, action, before, after, cause, at));
        ledger.write(List.of(new CaseChanged(hub.touched(at), Kind.CHANGED, List.of(), actor, null, null)), cause, at);
    }

    static AuditEntry entry(CaseId id, String actor, String action, @Nullable NewParticipant before,
            @Nullable NewParticipant after, String cause, Instant at) {
        var role = Objects.requireNonNull(after == null ? before : after).role();
        return new AuditEntry(new Subject("case", id.toString()), at, actor, action, role.word(), told(before),
                told(after), cause);
    }

    private static @Nullable String told(@Nullable NewParticipant participant) {
        return participant == null
                ? null
                : participant.who().text() + " sees " + participant.sees().word()
                        + (participant.until() == null ? "" : " until " + participant.until());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
