package io.casehub.view.search;

import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseFilter;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import io.casehub.view.search.Found.Source;
import io.casehub.view.search.SearchFilter.Place;
import io.casehub.view.search.Text.Kind;
import io.casehub.view.search.Text.Name;
import io.casehub.view.search.TextTable.Hit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to what was said: cases and interactions by their words, those first in which the words
 * count most, of equal ones the newest.
 */
@Component
@Transactional(readOnly = true)
public class Search {

    /** What is ranked; words that are in more are said to be too common. */
    private static final int MOST = 2000;

    private static final Comparator<Hit> BEST_FIRST = Comparator.comparing(Hit::score).reversed()
            .thenComparing(Hit::at, Comparator.reverseOrder()).thenComparing(Hit::name);

    private final TextTable texts;
    private final Records records;
    private final Cases cases;
    private final Timer time;

    Search(TextTable texts, Records records, Cases cases, MeterRegistry meters) {
        this.texts = texts;
        this.records = records;
        this.cases = cases;
        this.time = meters.timer("casehub.searches");
    }

    /**
     * What fits, best first. A case is found once, by the best of what is said in it.
     *
     * @throws IllegalArgumentException where there is nothing to look for
     */
    public Answer find(SearchFilter filter) {
        return Objects.requireNonNull(time.record(() -> search(filter)));
    }

    private Answer search(SearchFilter filter) {
        var wanted = Wanted.of(filter.text());
        var hits = texts.find(TextQuery.of(wanted, filter), MOST);
        var once = new LinkedHashMap<String, Hit>();
        hits.stream().filter(hit -> hit.name().kind() == Kind.INTERACTION || hit.hub() != null).sorted(BEST_FIRST)
                .forEach(hit -> once.putIfAbsent(id(hit), hit));
        var shown = once.values().stream()
                .filter(hit -> filter.behind() == null || !place(hit).isBefore(filter.behind())
                        && !place(hit).equals(filter.behind()))
                .limit(filter.limit()).toList();
        return new Answer(shown(shown, wanted), hits.size() == MOST);
    }

    private List<Found> shown(List<Hit> hits, Wanted wanted) {
        var said = said(hits);
        var written = written(hits);
        var hubs = hubs(hits);
        return hits.stream().flatMap(hit -> {
            var record = hit.name().record().map(said::get).orElse(null);
            var comment = written.get(hit.name());
            var hub = hit.hub() == null ? null : hubs.get(hit.hub());
            var parts = record != null
                    ? Part.of(record.record())
                    : comment != null ? Part.of(comment) : hub != null ? Part.of(hub) : List.<Part>of();
            return hub == null && record == null
                    ? Stream.empty()
                    : Stream.of(new Found(place(hit), hit.name().kind() == Kind.INTERACTION ? record : null, hub,
                            hit.customer(), Excerpt.of(parts, wanted).orElse(null), source(hit, comment)));
        }).toList();
    }

    private Map<SourceRef, StoredRecord> said(List<Hit> hits) {
        var sources = hits.stream().flatMap(hit -> hit.name().record().stream()).toList();
        return sources.isEmpty()
                ? Map.of()
                : records.current(sources).stream()
                        .collect(Collectors.toMap(StoredRecord::source, Function.identity()));
    }

    private Map<Name, CaseComment> written(List<Hit> hits) {
        var on = hits.stream().filter(hit -> hit.name().kind() == Kind.COMMENT).map(Hit::own).filter(Objects::nonNull)
                .map(Objects::requireNonNull).collect(Collectors.toSet());
        return on.isEmpty()
                ? Map.of()
                : cases.written(on).stream().collect(Collectors.toMap(comment -> Name.ofComment(comment.id()),
                        Function.identity()));
    }

    private Map<CaseId, HubCase> hubs(List<Hit> hits) {
        return hubs(cases, hits.stream().map(Hit::hub).filter(Objects::nonNull).map(Objects::requireNonNull)
                .collect(Collectors.toSet()));
    }

    static Map<CaseId, HubCase> hubs(Cases cases, Collection<CaseId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : cases.search(new CaseFilter(null, Set.of(), null, null, null, null, Math.min(500, ids.size())), ids)
                        .stream().collect(Collectors.toMap(HubCase::id, Function.identity()));
    }

    private static Source source(Hit hit, @Nullable CaseComment comment) {
        return hit.name().record().<Source>map(Source.Said::new).orElseGet(() -> comment == null
                ? new Source.Named()
                : new Source.Written(UUID.fromString(hit.name().key()), comment.isInternal()));
    }

    private static String id(Hit hit) {
        return hit.name().kind() == Kind.INTERACTION
                ? hit.name().system() + ":" + hit.name().key()
                : Optional.ofNullable(hit.hub()).orElseThrow().toString();
    }

    private static Place place(Hit hit) {
        return new Place(hit.score(), hit.at(), id(hit));
    }

    /**
     * @param isOfTheNewest more fits than can be ranked; these are the best of the newest
     */
    public record Answer(List<Found> found, boolean isOfTheNewest) {}
}
