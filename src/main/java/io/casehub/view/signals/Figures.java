package io.casehub.view.signals;

import io.casehub.mapping.Spot;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one signal.
 *
 * @param after how long behind its day something is left alone
 * @param within for how long something counts
 * @param contacts how many there are to be
 * @param types of cases that count
 * @param bounds of scores
 */
record Figures(Duration after, Duration within, int contacts, Set<String> types, List<Bound> bounds) {

    private static final int MOST_CONTACTS = 100;
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final Map<SignalKind, List<String>> KNOWN = Map.of(
            SignalKind.DISPUTE_AND_OVERDUE, List.of("on", "types"),
            SignalKind.INVOICE_OVERDUE, List.of("on", "after"),
            SignalKind.PAYMENT_FAILED, List.of("on", "within"),
            SignalKind.PARCEL_LATE, List.of("on", "after"),
            SignalKind.REPEATED_CONTACT, List.of("on", "contacts", "within"),
            SignalKind.NEW_ADDRESS, List.of("on", "within"),
            SignalKind.CASE_OVERDUE, List.of("on"),
            SignalKind.SCORE, List.of("on", "bounds"));

    /** Empty where the signal is not on. */
    static Optional<Figures> read(SignalKind kind, Spot spot) {
        var known = KNOWN.getOrDefault(kind, List.of());
        var said = spot.fields(known.toArray(String[]::new));
        if (!spot.get("on").flag()) {
            return Optional.empty();
        }
        known.stream().filter(name -> !name.equals("after")).forEach(spot::get);
        return Optional.of(new Figures(Optional.ofNullable(said.get("after")).map(Figures::length)
                .orElse(Duration.ZERO),
                Optional.ofNullable(said.get("within")).map(Figures::length).orElse(Duration.ZERO),
                Optional.ofNullable(said.get("contacts")).map(Figures::count).orElse(1),
                Optional.ofNullable(said.get("types")).map(types -> Set.copyOf(types.texts())).orElse(Set.of()),
                Optional.ofNullable(said.get("bounds")).map(Figures::bounds).orElse(List.of())));
    }

    private static Duration length(Spot spot) {
        try {
            var length = Duration.parse(spot.text());
            if (!length.isNegative() && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (DateTimeException e) {
            // told below, as for one that is too long
        }
        throw spot.wrong("a length of time such as P7D or PT12H, a year at most, is wanted here, and not "
                + spot.text());
    }

    private static int count(Spot spot) {
        if (!spot.text().matches("[1-9][0-9]{0,2}") || Integer.parseInt(spot.text()) > MOST_CONTACTS) {
            throw spot.wrong("a number from 1 to " + MOST_CONTACTS + " is wanted here, and not " + spot.text());
        }
        return Integer.parseInt(spot.text());
    }

    private static List<Bound> bounds(Spot list) {
        var bounds = new ArrayList<Bound>();
        for (var spot : list.items()) {
            var said = spot.fields("name", "above", "below");
            var above = Optional.ofNullable(said.get("above")).map(Figures::decimal).orElse(null);
            var below = Optional.ofNullable(said.get("below")).map(Figures::decimal).orElse(null);
            if ((above == null) == (below == null)) {
                throw spot.wrong("above or below is wanted here, such as {name: churn, above: 0.7}");
            }
            bounds.add(new Bound(spot.get("name").text(), above, below));
        }
        return bounds;
    }

    private static BigDecimal decimal(Spot spot) {
        try {
            return new BigDecimal(spot.text());
        } catch (NumberFormatException e) {
            throw spot.wrong("a number is wanted here, and not " + spot.text());
        }
    }

    /** Beyond what a score of a name is told of; one of the two is given. */
    record Bound(String name, @Nullable BigDecimal above, @Nullable BigDecimal below) {

        boolean isBroken(BigDecimal value) {
            return above != null && value.compareTo(above) > 0 || below != null && value.compareTo(below) < 0;
        }

        @Override
        public String toString() {
            return above != null ? "above " + above : "below " + below;
        }
    }
}
