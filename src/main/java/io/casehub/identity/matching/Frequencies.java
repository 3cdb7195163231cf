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
                : values.values().stream().mapToDouble(share -> share).min().orElse(Shares.RAREST)));
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
                kept.put(ANY_OTHER, Math.max(Shares.RAREST, rest / (values.size() - kept.size())));
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

    /** How common is what a record says. */
    Shares of(Profile profile) {
        return new Shares(share(Trait.GIVEN_NAME, profile), share(Trait.SURNAME, profile),
                share(Trait.ORGANISATION, profile), share(Trait.CITY, profile));
    }

    /**
     * How likely it is by chance that somebody has the value on which these two agree, {@link #UNKNOWN}
     * where that is not counted.
     */
    double of(Trait trait, Level level, Shares one, Shares other) {
        return switch (level) {
            case EXACT -> shares.containsKey(trait) ? Math.max(one.of(trait), other.of(trait)) : UNKNOWN;
            case SWAPPED -> shares.containsKey(trait) ? one.ofWholeName() + other.ofWholeName() : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    /**
     * How many bits less it says that two names differ slightly when both are common: a slip makes a
     * name that hardly anybody has. Nothing where that is not counted.
     */
    double commonness(Trait trait, Level level, Shares one, Shares other) {
        if (level != Level.CLOSE && level != Level.ALIKE || !SPELT.contains(trait)) {
            return 0;
        }
        var rare = unseen.get(trait);
        double rarer = Math.min(one.of(trait), other.of(trait));
        return rare == null ? 0 : Math.max(0, Model.log2(rarer / Math.max(Shares.RAREST, rare)));
    }

    private double share(Trait trait, Profile profile) {
        var counted = shares.get(trait);
        var value = counted == null ? null : value(trait, profile);
        if (counted == null || value == null) {
            return Shares.RAREST;
        }
        var share = counted.get(value);
        return Math.max(Shares.RAREST, share == null ? unseen.getOrDefault(trait, Shares.RAREST) : share);
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
