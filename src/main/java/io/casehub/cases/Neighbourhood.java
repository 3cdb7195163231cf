package io.casehub.cases;

import io.casehub.cases.linking.Linking;
import io.casehub.cases.linking.Together;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sees which records hang together, in which cases they are, and what would have to become of
 * these.
 */
@Component
class Neighbourhood {

    private final CaseStore cases;
    private final Links links;
    private final Linking linking;

    Neighbourhood(CaseStore cases, Links links, Linking linking) {
        this.cases = cases;
        this.links = links;
        this.linking = linking;
    }

    /**
     * Everything that hangs together with these records, with its cases, which are locked.
     *
     * @param openable records that may open cases
     */
    Sight look(Collection<SourceRef> touched, Set<SourceRef> openable) {
        var seen = new HashSet<>(touched);
        seen.addAll(openable);
        Reach reach;
        do {
            reach = reach(seen);
        } while (seen.addAll(reach.records()));
        var hubs = cases.lock(reach.members().stream().map(CaseLink::caseId).collect(Collectors.toSet()));
        var known = reach.members().stream().collect(Collectors.toMap(CaseLink::source, link -> link));
        var places = known.values().stream().collect(Collectors.toMap(CaseLink::source, CaseLink::caseId));
        var retired = cases.retired(seen);
        return new Sight(known, hubs, retired, linking.customers(seen), linking.spoken(seen),
                Regrouping.of(reach.groups(openable), places, hubs, retired, openable));
    }

    /**
     * One step from these records: what belongs together with them, and all that is in the cases of
     * that.
     */
    private Reach reach(Set<SourceRef> seen) {
        var together = linking.together(seen);
        var all = together.groups().stream().flatMap(Set::stream).collect(Collectors.toSet());
        all.addAll(seen);
        return new Reach(together,
                links.of(links.find(all).values().stream().map(CaseLink::caseId).collect(Collectors.toSet())));
    }

    private record Reach(Together together, List<CaseLink> members) {

        Set<SourceRef> records() {
            return Stream.concat(together.groups().stream().flatMap(Set::stream),
                    members.stream().map(CaseLink::source)).collect(Collectors.toSet());
        }

        /** What is in a tangle stays where it is, and stands alone where it is nowhere yet. */
        List<Set<SourceRef>> groups(Set<SourceRef> openable) {
            return Stream.concat(together.groups().stream(),
                    openable.stream().filter(together.tangled()::contains).map(Set::of)).toList();
        }
    }

    /**
     * Records, their cases, and what is to become of these.
     *
     * @param links of every record that is in a case
     * @param retired merged cases, by the records they were opened for
     * @param customers whose records these are
     * @param spoken when the customer wrote or said these
     */
    record Sight(Map<SourceRef, CaseLink> links, Map<CaseId, HubCase> cases, Map<SourceRef, HubCase> retired,
            Map<SourceRef, CustomerId> customers, Map<SourceRef, Instant> spoken, Regrouping regrouping) {

        static final Sight NOTHING = new Sight(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                new Regrouping(Map.of(), Set.of(), Map.of(), Map.of()));

        /** A case that there is, or was. */
        HubCase hub(CaseId id) {
            return Optional.ofNullable(cases.get(id))
                    .orElseGet(() -> retired.values().stream().filter(hub -> hub.id().equals(id)).findFirst()
                            .orElseThrow());
        }

        List<CaseLink> of(CaseId id) {
            return links.values().stream().filter(link -> link.caseId().equals(id)).toList();
        }

        @Nullable
        Instant lastSpoken(Collection<CaseLink> of) {
            return of.stream().flatMap(link -> Optional.ofNullable(spoken.get(link.source())).stream())
                    .max(Instant::compareTo).orElse(null);
        }

        /** The same after the regrouping, for cases that there were before. */
        Sight after(Map<SourceRef, CaseLink> moved) {
            var all = new HashMap<>(links);
            all.putAll(moved);
            return new Sight(all, cases, retired, customers, spoken, regrouping);
        }

        /** The cases that lose or win anything and remain. */
        Set<CaseId> concerned() {
            return Stream.of(regrouping.merged().values().stream(), regrouping.moved().values().stream(),
                    Stream.concat(regrouping.moved().keySet().stream(),
                            regrouping.opened().values().stream().flatMap(Set::stream))
                            .flatMap(record -> Optional.ofNullable(links.get(record)).stream()).map(CaseLink::caseId))
                    .flatMap(ids -> ids)
                    .filter(id -> !regrouping.merged().containsKey(id))
                    .map(Objects::requireNonNull).collect(Collectors.toSet());
        }
    }
}
