package io.casehub.cases.linking;

import io.casehub.cases.linking.Item.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what the records of one customer are about among his papers. */
final class Anchors {

    private final Map<String, Set<String>> byName = new HashMap<>();
    private final int leastDigits;

    Anchors(List<Paper> papers, int leastDigits) {
        this.leastDigits = leastDigits;
        papers.forEach(paper -> paper.names()
                .forEach(name -> byName.computeIfAbsent(name, first -> new HashSet<>()).add(paper.anchor())));
    }

    /**
     * What an item is about: by the most telling place that names anything of the customer's; only
     * where none does, by what may be a misspelling of it.
     */
    About of(Item item) {
        return Arrays.stream(Place.values()).map(place -> exact(item, place)).filter(About::isKnown).findFirst()
                .or(() -> Arrays.stream(Place.values()).map(place -> misspelt(item, place)).filter(About::isKnown)
                        .findFirst())
                .orElse(About.NOTHING);
    }

    /** A field names its order also before the hub has met that. */
    private About exact(Item item, Place place) {
        var found = item.mentioned(place).stream()
                .flatMap(name -> byName.getOrDefault(name, place == Place.FIELD ? Set.of(name) : Set.of()).stream())
                .collect(Collectors.toSet());
        return new About(found, place, false);
    }

    private About misspelt(Item item, Place place) {
        var found = item.mentioned(place).stream().flatMap(this::meant).collect(Collectors.toSet());
        return new About(found, place, true);
    }

    private Stream<String> meant(String written) {
        return byName.entrySet().stream()
                .filter(entry -> References.isSlip(written, entry.getKey(), leastDigits))
                .flatMap(entry -> entry.getValue().stream());
    }

    /**
     * What an item is about.
     *
     * @param anchors one where it is certain, several where it names several
     */
    record About(Set<String> anchors, Place place, boolean isMisspelt) {

        static final About NOTHING = new About(Set.of(), Place.REPLY, false);

        boolean isKnown() {
            return !anchors.isEmpty();
        }

        boolean isOfSeveral() {
            return anchors.size() > 1;
        }

        /** An answer that names an order, or a misspelt one, may be about another matter after all. */
        boolean isCareful() {
            return isMisspelt || place == Place.REPLY;
        }

        /** The one order it is about for certain. */
        @Nullable
        String firm() {
            return anchors.size() == 1 && !isCareful() ? anchors.iterator().next() : null;
        }

        String how() {
            var where = switch (place) {
                case FIELD -> "in a field";
                case SUBJECT -> "in the subject";
                case TEXT -> "in the text";
                case REPLY -> "in an answer";
            };
            return isMisspelt ? "misspelt " + where : where;
        }
    }
}
