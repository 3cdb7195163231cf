package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which cases become of groups of records. A case stays where the record is that it was opened for;
 * where a group has several, the oldest is kept and the others lead on to it; where it has none, a
 * case that was merged before stands up again, or a new one is opened.
 *
 * @param opened for these records new cases are opened, each with all that goes into it
 * @param revived merged cases that are cases of their own again
 * @param merged where cases lead from now on
 * @param moved records that go from one case to another, or to their first
 */
record Regrouping(Map<SourceRef, Set<SourceRef>> opened, Set<CaseId> revived, Map<CaseId, CaseId> merged,
        Map<SourceRef, CaseId> moved) {

    boolean isEmpty() {
        return opened.isEmpty() && revived.isEmpty() && merged.isEmpty() && moved.isEmpty();
    }

    /**
     * @param groups of records
     * @param places in which case each record is; those to come are in none
     * @param cases the cases they are in
     * @param retired merged cases, by the records they were opened for
     * @param openable records that may open a case
     */
    static Regrouping of(Collection<Set<SourceRef>> groups, Map<SourceRef, CaseId> places,
            Map<CaseId, HubCase> cases, Map<SourceRef, HubCase> retired, Set<SourceRef> openable) {
        var work = new Work(places, cases, retired, openable);
        groups.stream().map(TreeSet::new).sorted(Comparator.comparing(TreeSet::first)).forEach(work::place);
        return new Regrouping(work.opened, work.revived, work.merged, work.moved);
    }

    /** The regrouping as it comes about. */
    private static final class Work {

        private final Map<SourceRef, CaseId> places;
        private final Map<SourceRef, HubCase> homes;
        private final Map<CaseId, HubCase> cases;
        private final Map<SourceRef, HubCase> retired;
        private final Set<SourceRef> openable;
        private final Map<SourceRef, Set<SourceRef>> opened = new HashMap<>();
        private final Set<CaseId> revived = new HashSet<>();
        private final Map<CaseId, CaseId> merged = new HashMap<>();
        private final Map<SourceRef, CaseId> moved = new HashMap<>();

        Work(Map<SourceRef, CaseId> places, Map<CaseId, HubCase> cases, Map<SourceRef, HubCase> retired,
                Set<SourceRef> openable) {
            this.places = places;
            this.cases = cases;
            this.retired = retired;
            this.openable = openable;
            this.homes = cases.values().stream().collect(Collectors.toMap(HubCase::origin, hub -> hub));
        }

        void place(TreeSet<SourceRef> group) {
            var members = group.stream().filter(record -> places.containsKey(record) || openable.contains(record))
                    .toList();
            if (members.isEmpty()) {
                return;
            }
            var own = members.stream().flatMap(record -> Optional.ofNullable(homes.get(record)).stream())
                    .sorted(Comparator.comparingLong(HubCase::count)).toList();
            if (own.isEmpty()) {
                own = orphaned(members);
            }
            var target = own.isEmpty() ? stoodUp(members) : own.getFirst().id();
            own.stream().skip(1).forEach(hub -> merged.put(hub.id(), Objects.requireNonNull(target)));
            if (target == null) {
                opened.put(first(members), Set.copyOf(members));
            } else {
                members.stream().filter(record -> !target.equals(places.get(record)))
                        .forEach(record -> moved.put(record, target));
            }
        }

        /**
         * A case whose own record is in none of the groups stays with the first that has anything of it.
         */
        private List<HubCase> orphaned(List<SourceRef> members) {
            return members.stream().flatMap(record -> Optional.ofNullable(places.get(record)).stream())
                    .distinct().map(cases::get).filter(Objects::nonNull)
                    .filter(hub -> !places.containsKey(hub.origin()))
                    .filter(hub -> !merged.containsKey(hub.id()) && !moved.containsValue(hub.id())).toList();
        }

        private @Nullable CaseId stoodUp(List<SourceRef> members) {
            var again = members.stream().flatMap(record -> Optional.ofNullable(retired.get(record)).stream())
                    .min(Comparator.comparingLong(HubCase::count)).map(HubCase::id);
            again.ifPresent(revived::add);
            return again.orElse(null);
        }

        private SourceRef first(List<SourceRef> members) {
            return new ArrayList<>(members).stream().filter(openable::contains).findFirst()
                    .orElse(members.getFirst());
        }
    }
}
