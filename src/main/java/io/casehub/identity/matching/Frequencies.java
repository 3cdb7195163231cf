package io.casehub.identity.matching;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How common names and places are: to share a rare one says more than to share a common one. */
final class Frequencies {

    static final double UNKNOWN = -1;

    /** What no name in normal form is. */
    static final String ANY_OTHER = "*";

    /** As common as this at least: one who was seen once may be seen again. */
    private static final double RAREST = 1e-6;

    static final Trait[] COUNTED = {Trait.GIVEN_NAME, Trait.SURNAME, Trait.ORGANISATION, Trait.CITY};

    private static final Set<Trait> SPELT = EnumSet.of(Trait.GIVEN_NAME, Trait.SURNAME);

    private final Map<Trait, Map<String, Double>> shares;
    private final Map<Trait, Double> unseen = new EnumMap<>(Trait.class);

    /**
     * @param shares how many of all who say something say this, for each value that is known to be
     * said; under {@link #ANY_OTHER} how many say each of those that are not listed
     */
    Frequencies(Map<Trait, Map<String, Double>> shares) {
        this.shares = shares;
        shares.forEach((trait, values) -> unseen.put(trait, values.containsKey(ANY_OTHER)
                ? values.get(ANY_OTHER)
                : values.values().stream().mapToDouble(share -> share).min().orElse(RAREST)));
    }

    static Frequencies none() {
        return new Frequencies(Map.of());
    }

    /**
     * Only the values that many have, and what the others have on average: fit to be kept, since it
     * names nobody.
     *
     * @param most how many values of a trait at most
     * @param fewest a value that fewer than this have is not common
     */
    static Frequencies common(Collection<Profile> profiles, int most, int fewest) {
        var common = new EnumMap<Trait, Map<String, Double>>(Trait.class);
        of(profiles).shares.forEach((trait, values) -> {
            long said = profiles.stream().filter(profile -> value(trait, profile) != null).count();
            var kept = new LinkedHashMap<String, Double>();
            values.entrySet().stream().filter(value -> Math.round(value.getValue() * said) >= fewest)
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(most).forEach(value -> kept.put(value.getKey(), value.getValue()));
            double rest = 1 - kept.values().stream().mapToDouble(share -> share).sum();
            if (kept.size() < values.size()) {
                kept.put(ANY_OTHER, Math.max(RAREST, rest / (values.size() - kept.size())));
            }
            common.put(trait, kept);
        });
        return new Frequencies(common);
    }

    static Frequencies of(Collection<Profile> profiles) {
        var shares = new EnumMap<Trait, Map<String, Double>>(Trait.class);
        for (var trait : COUNTED) {
            var counts = new HashMap<String, Double>();
            for (var profile : profiles) {
                var value = value(trait, profile);
                if (value != null) {
                    counts.merge(value, 1.0, Double::sum);
                }
            }
            double total = counts.values().stream().mapToDouble(count -> count).sum();
            counts.replaceAll((value, count) -> count / total);
            if (!counts.isEmpty()) {
                shares.put(trait, counts);
            }
        }
        return new Frequencies(shares);
    }

    Map<Trait, Map<String, Double>> shares() {
        return shares;
    }

    /**
     * How likely it is by chance that somebody has the value on which these two agree, {@link #UNKNOWN}
     * where that is not counted.
     */
    double of(Trait trait, Level level, Profile one, Profile other) {
        var counted = shares.get(trait);
        if (counted == null) {
            return UNKNOWN;
        }
        if (level == Level.EXACT) {
            return Math.max(share(trait, value(trait, one)), share(trait, value(trait, other)));
        }
        if (level == Level.SWAPPED) {
            return both(one) + both(other);
        }
        return UNKNOWN;
    }

    /**
     * How many bits less it says that two names differ slightly when both are common: a slip makes a
     * name that hardly anybody has. Nothing where that is not counted.
     */
    double commonness(Trait trait, Level level, Profile one, Profile other) {
        var rare = unseen.get(trait);
        if (rare == null || !SPELT.contains(trait) || level != Level.CLOSE && level != Level.ALIKE) {
            return 0;
        }
        double rarer = Math.min(share(trait, value(trait, one)), share(trait, value(trait, other)));
        return Math.max(0, Model.log2(rarer / Math.max(RAREST, rare)));
    }

    private double both(Profile profile) {
        return share(Trait.GIVEN_NAME, value(Trait.GIVEN_NAME, profile))
                * share(Trait.SURNAME, value(Trait.SURNAME, profile));
    }

    private double share(Trait trait, @Nullable String value) {
        var counted = shares.get(trait);
        if (counted == null || value == null) {
            return RAREST;
        }
        var share = counted.get(value);
        return Math.max(RAREST, share == null ? unseen.getOrDefault(trait, RAREST) : share);
    }

    private static @Nullable String value(Trait trait, Profile profile) {
        return switch (trait) {
            case GIVEN_NAME -> joined(profile.name().given());
            case SURNAME -> joined(profile.name().surname());
            case ORGANISATION -> profile.organisation() == null ? null : joined(profile.organisation().words());
            case CITY -> profile.places().isEmpty() ? null : profile.places().getFirst().city();
            default -> null;
        };
    }

    private static @Nullable String joined(Collection<String> words) {
        return words.isEmpty() ? null : String.join("", words);
    }
}
