package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the sources of some cases say, while they say it anew one after the other. */
final class Voices {

    private final Map<CaseId, Map<SourceRef, CaseLink>> links = new HashMap<>();
    private final Map<SourceRef, CaseId> places = new HashMap<>();
    private final Map<SourceRef, Instant> spoken;
    private final StatusRules rules;

    /** @param spoken when the customer spoke, of those records in which he did */
    Voices(Collection<CaseLink> all, Map<SourceRef, Instant> spoken, StatusRules rules) {
        this.spoken = spoken;
        this.rules = rules;
        all.forEach(this::hear);
    }

    void hear(CaseLink link) {
        links.computeIfAbsent(link.caseId(), first -> new HashMap<>()).put(link.source(), link);
        places.put(link.source(), link.caseId());
    }

    CaseLink of(SourceRef source) {
        return Objects.requireNonNull(
                links.getOrDefault(places.get(source), Map.of()).get(source));
    }

    Standing standing(CaseId id) {
        var his = links.getOrDefault(id, Map.of());
        var last = his.keySet().stream().flatMap(source -> Optional.ofNullable(spoken.get(source)).stream())
                .max(Instant::compareTo).orElse(null);
        return Standing.of(his.values(), last, rules);
    }
}
