package io.casehub.cases.linking;

import io.casehub.model.CaseRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Interaction;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source case or an interaction, as far as it matters for what belongs together.
 *
 * @param at when it was opened or happened
 * @param isSpoken it is the customer's own word
 * @param names the numbers it goes by, in the form of {@link References}
 * @param mentions the numbers it names, by the place where it does
 * @param related records of which its source says that they are the same matter
 */
record Item(SourceRef source, @Nullable CustomerId customer, Instant at, boolean isSpoken, Set<String> names,
        Map<Place, Set<String>> mentions, Set<SourceRef> related) {

    /** Where a number is named, the most telling place first. */
    enum Place {
        FIELD,
        SUBJECT,
        TEXT,
        REPLY
    }

    Item {
        names = Set.copyOf(names);
        mentions = Map.copyOf(mentions);
        related = Set.copyOf(related);
    }

    static Item of(CaseRecord said, @Nullable CustomerId customer) {
        var mentions = new EnumMap<Place, Set<String>>(Place.class);
        mentions.put(Place.FIELD, Stream.of(said.order(), said.invoice()).flatMap(Stream::ofNullable)
                .map(References::normal).collect(Collectors.toSet()));
        var names = References.names(said.number());
        mentions.put(Place.SUBJECT, without(names, References.in(said.subject())));
        mentions.put(Place.TEXT, without(names, References.in(said.description())));
        return new Item(said.source(), customer, said.openedAt(), false, names, mentions,
                Set.copyOf(said.related()));
    }

    /** What answers an earlier interaction belongs to that first of all, whatever else it names. */
    static Item of(Interaction said, @Nullable CustomerId customer) {
        var mentions = new EnumMap<Place, Set<String>>(Place.class);
        mentions.put(Place.FIELD, Stream.ofNullable(said.order()).map(References::normal).collect(Collectors.toSet()));
        boolean answers = !said.thread().isEmpty() || said.belongsTo() != null;
        var subject = References.in(said.subject());
        var text = References.in(said.text());
        if (answers) {
            var both = new HashSet<>(subject);
            both.addAll(text);
            mentions.put(Place.REPLY, both);
        } else {
            mentions.put(Place.SUBJECT, subject);
            mentions.put(Place.TEXT, text);
        }
        return new Item(said.source(), customer, said.at(),
                said.isFromAPerson(), Set.of(), mentions, Set.of());
    }

    /** A case that somebody opened in the hub. */
    static Item opened(SourceRef origin, @Nullable CustomerId customer, Instant at, String number) {
        return new Item(origin, customer, at, false, References.names(number), Map.of(), Set.of());
    }

    Set<String> mentioned(Place place) {
        return mentions.getOrDefault(place, Set.of());
    }

    Stream<String> mentioned() {
        return mentions.values().stream().flatMap(Set::stream);
    }

    private static Set<String> without(Set<String> own, Set<String> found) {
        found.removeAll(own);
        return found;
    }
}
