package io.casehub.view.search;

import io.casehub.cases.HubCase;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.view.search.TextTable.Hit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which cases are told of in the same words. */
final class Resemblance {

    private static final int MOST_WORDS = 12;
    private static final int READ = 300;
    private static final int LEAST_LETTERS = 4;
    private static final int COMPARED = 1000;
    private static final double LEAST = 0.35;

    private final TextTable texts;

    Resemblance(TextTable texts) {
        this.texts = texts;
    }

    /** How much of what counts in its own text counts in theirs: from 0.35 to 1. */
    Map<CaseId, Double> of(HubCase hub, List<StoredRecord> said) {
        var words = words(hub, said);
        if (words.isEmpty()) {
            return Map.of();
        }
        var hits = texts.find(TextQuery.ofNames(Wanted.any(words)), COMPARED).stream()
                .filter(hit -> hit.hub() != null).toList();
        double own = hits.stream().filter(hit -> hub.id().equals(hit.hub())).mapToDouble(Hit::score).max().orElse(0);
        var alike = new HashMap<CaseId, Double>();
        if (own > 0) {
            hits.stream().filter(hit -> hit.score() / own >= LEAST).forEach(hit -> Stream.ofNullable(hit.hub())
                    .forEach(other -> alike.merge(other, Math.min(1, hit.score() / own), Math::max)));
        }
        return alike;
    }

    /** Those that say most: of the subject first, longer ones first. */
    private static List<String> words(HubCase hub, List<StoredRecord> said) {
        var description = said.stream().map(StoredRecord::record).filter(CaseRecord.class::isInstance)
                .map(CaseRecord.class::cast).flatMap(record -> Stream.ofNullable(record.description()));
        return Stream.concat(telling(hub.subject()), description.flatMap(Resemblance::telling)).distinct()
                .limit(MOST_WORDS).toList();
    }

    private static Stream<String> telling(String text) {
        return Token.of(text, READ).stream().map(Token::word).filter(word -> word.length() >= LEAST_LETTERS).distinct()
                .sorted(Comparator.comparing(String::length).reversed());
    }
}
