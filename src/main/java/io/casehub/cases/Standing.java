package io.casehub.cases;

import io.casehub.cases.StatusRules.Moves;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the source cases of a hub case together say of it; {@code null} where none says anything. It
 * depends on what they say now and on nothing that was before.
 */
record Standing(@Nullable CaseStatus status, @Nullable Priority priority, @Nullable String assignee,
        @Nullable String subject) {

    /** Nobody says anything. */
    static final Standing SILENCE = new Standing(null, null, null, null);

    private static final List<CaseStatus> LIVELIEST_FIRST = List.of(CaseStatus.OPEN, CaseStatus.NEW,
            CaseStatus.WAITING_THIRD_PARTY, CaseStatus.WAITING_CUSTOMER, CaseStatus.RESOLVED, CaseStatus.CLOSED);

    /**
     * @param spoken when the customer last wrote or called, {@code null} where he did not
     */
    static Standing of(Collection<CaseLink> links, @Nullable Instant spoken, StatusRules rules) {
        var cases = links.stream().filter(link -> link.status() != null).toList();
        var lead = rules.leading(cases);
        return new Standing(status(cases.stream().filter(link -> moves(link, rules)).toList(), spoken),
                lead.map(CaseLink::priority).orElse(null), lead.map(CaseLink::assignee).orElse(null),
                lead.map(CaseLink::subject).orElse(null));
    }

    static CaseStatus livelier(CaseStatus one, CaseStatus other) {
        return LIVELIEST_FIRST.indexOf(one) <= LIVELIEST_FIRST.indexOf(other) ? one : other;
    }

    private static @Nullable CaseStatus status(List<CaseLink> movers, @Nullable Instant spoken) {
        var live = movers.stream().filter(link -> !link.isGone() && link.status() != CaseStatus.UNKNOWN).toList();
        if (live.isEmpty()) {
            return movers.stream().anyMatch(CaseLink::isGone) ? CaseStatus.CLOSED : null;
        }
        var status = live.stream().flatMap(link -> Optional.ofNullable(link.status()).stream())
                .reduce(Standing::livelier).orElseThrow();
        return status.isInHand() || !isAfterAll(spoken, live) ? status : CaseStatus.OPEN;
    }

    private static boolean isAfterAll(@Nullable Instant spoken, List<CaseLink> live) {
        return spoken != null && live.stream()
                .allMatch(link -> link.saidAt() != null && link.saidAt().isBefore(spoken));
    }

    private static boolean moves(CaseLink link, StatusRules rules) {
        return rules.moves(link.source().system()) == Moves.ALWAYS;
    }
}
