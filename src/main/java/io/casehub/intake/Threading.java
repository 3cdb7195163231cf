package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.intake.Threads.Place;
import io.casehub.model.CaseId;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds the case a mail belongs to, by evidence, the most trusted first. What anybody can write (a
 * case number in the subject, the id of a mail the hub never met) counts only from the case's own
 * customer.
 */
@Component
class Threading {

    private static final Pattern TOKEN = Pattern.compile("\\[(CH-[0-9]{6,12})]");

    private final Cases cases;
    private final MessageIds messageIds;

    Threading(Cases cases, MessageIds messageIds) {
        this.cases = cases;
        this.messageIds = messageIds;
    }

    Optional<Found> caseOf(Mail mail, KnownIds known) {
        return mail.ids().stream().flatMap(id -> known(id, known).stream()).findFirst()
                .map(id -> new Found(id, "it answers a mail of the case"))
                .or(() -> named(mail).map(id -> new Found(id, "the case's customer names its number")))
                .or(() -> beside(mail, known).map(id -> new Found(id, "the same conversation of the case's customer")));
    }

    private Optional<CaseId> known(String id, KnownIds known) {
        return known.find(id).filter(Place::isSeen).map(Place::caseId)
                .or(() -> messageIds.caseNumber(id).flatMap(cases::byNumber).map(HubCase::id));
    }

    private Optional<CaseId> named(Mail mail) {
        var subject = mail.said().subject() == null ? "" : mail.said().subject();
        return TOKEN.matcher(subject).results().map((MatchResult token) -> token.group(1))
                .flatMap(number -> cases.byNumber(number).stream())
                .filter(hub -> isOfItsCustomer(mail, hub))
                .map(HubCase::id)
                .findFirst();
    }

    /** Another mail of the case answers the same one, or answers this one and was quicker. */
    private Optional<CaseId> beside(Mail mail, KnownIds known) {
        return mail.ids().stream()
                .flatMap(id -> known.find(id).stream())
                .map(place -> cases.get(place.caseId()))
                .filter(hub -> isOfItsCustomer(mail, hub))
                .map(HubCase::id)
                .findFirst();
    }

    private static boolean isOfItsCustomer(Mail mail, HubCase hub) {
        return mail.customer() != null && mail.customer().equals(hub.customer());
    }

    /** A case, and why a mail belongs to it. */
    record Found(CaseId caseId, String evidence) {}
}
