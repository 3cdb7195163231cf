package io.casehub.view;

import io.casehub.cases.linking.References;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.view.Items.Held;
import io.casehub.view.search.SearchedCases;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose something is, by the number it goes by or the key its system has for it. */
@Component
@Transactional(readOnly = true)
public class Lookup {

    private static final int MOST = 50;
    private static final double DIGITS_ALONE = 0.9;

    private final Items items;
    private final SearchedCases cases;

    Lookup(Items items, SearchedCases cases) {
        this.items = items;
        this.cases = cases;
    }

    /**
     * Whose order, invoice or parcel goes by a number. Blanks, hyphens and capitals do not matter; the
     * digits alone are enough where they are five at least.
     *
     * @param kind {@link Entity#ORDER}, {@link Entity#INVOICE} or {@link Entity#SHIPMENT}, which goes
     * by its tracking number
     */
    public List<Found> byNumber(Entity kind, String number) {
        return items.numbered(number, List.of(Section.of(kind)), MOST).stream()
                .flatMap(held -> found(held.customer(), kind, number(held), number, held.source().system()).stream())
                .toList();
    }

    /** Whose case goes by a number in the system that has it. */
    public List<Found> byCaseNumber(String number) {
        return cases.numbered(number, MOST).stream().flatMap(numbered -> found(numbered.customer(), Entity.CASE,
                numbered.number(), number, numbered.source().system()).stream()).toList();
    }

    /** Whose the order, case, mail or whatever else is that has this key in a system. */
    public List<Found> byKey(String system, String key) {
        return Stream.of(
                items.keyed(system, key).stream()
                        .map(held -> new Found(held.customer(), 1, held.source().entity().word() + " " + key)),
                cases.keyed(system, key).stream().map(customer -> new Found(customer, 1, "case " + key)))
                .flatMap(some -> some).distinct().toList();
    }

    private static Optional<Found> found(CustomerId customer, Entity kind, String number, String asked, String system) {
        var what = kind.word() + " " + number + " of " + system;
        var one = References.normal(asked);
        var other = References.normal(number);
        if (one.equals(other)) {
            return Optional.of(new Found(customer, 1, what));
        }
        // B-240123 is not R-240123, but 240123 may be either
        return isDigits(one) || isDigits(other)
                ? Optional.of(new Found(customer, DIGITS_ALONE, what + ", by its digits"))
                : Optional.empty();
    }

    private static boolean isDigits(String number) {
        return number.chars().allMatch(Character::isDigit);
    }

    private static String number(Held held) {
        return ExactJson.parse(held.body())
                .path(held.source().entity() == Entity.SHIPMENT ? "trackingNumber" : "number").asText();
    }

    /**
     * @param score 1 where it is the number itself
     * @param how what it is that goes by it
     */
    public record Found(CustomerId customer, double score, String how) {}
}
