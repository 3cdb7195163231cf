package io.casehub.identity.matching;

import io.casehub.identity.matching.Glance.Slot;

/**
 * The most that two records can be worth by what a glance at them tells: each trait as if it agreed
 * as well as it still may. Most who share a key are strangers even so, and need not be compared.
 */
final class Ceiling {

    private final Model model;

    /** For each trait the most of its levels but {@link Level#EXACT}. */
    private final double[] near = new double[Trait.ALL.length];

    /** For each trait what a difference weighs. */
    private final double[] far = new double[Trait.ALL.length];

    private final double[] exact = new double[Trait.ALL.length];
    private final double crossed;

    Ceiling(Model model) {
        this.model = model;
        for (var trait : Trait.ALL) {
            exact[trait.ordinal()] = model.bits(trait, Level.EXACT);
            far[trait.ordinal()] = model.bits(trait, Level.DIFFERENT);
            near[trait.ordinal()] = trait.levels().stream()
                    .filter(level -> level != Level.EXACT && level != Level.SWAPPED && level != Level.CROSSED
                            || trait == Trait.BIRTH_DATE && level == Level.SWAPPED)
                    .mapToDouble(level -> model.bits(trait, level)).max().orElse(0);
        }
        this.crossed = model.bits(Trait.GIVEN_NAME, Level.CROSSED);
    }

    /** In bits, and against strangers: against a household it cannot be more. */
    double bits(Sketch one, Sketch other) {
        return model.priorBits() + names(one, other) + organisations(one, other) + places(one, other)
                + contacts(one, other) + nationalIds(one, other) + others(one, other)
                + births(one, other)
                + streets(one, other);
    }

    private double names(Sketch one, Sketch other) {
        double given = most(Trait.GIVEN_NAME, Slot.GIVEN, one, other, NameComparison.areOtherGivenNames(one, other),
                Math.min(one.givenWorth, other.givenWorth));
        double surname = most(Trait.SURNAME, Slot.SURNAME, one, other, NameComparison.areOtherSurnames(one, other),
                Math.min(one.surnameWorth, other.surnameWorth));
        boolean mayCross = NameComparison.mayCross(one, other);
        boolean mayCrossBack = NameComparison.mayCross(other, one);
        double across = mayCross && mayCrossBack
                ? Math.max(crossed, model.bits(Trait.GIVEN_NAME, Level.SWAPPED, one.shares, other.shares))
                : mayCross || mayCrossBack ? crossed : Double.NEGATIVE_INFINITY;
        return Math.max(given + surname, across);
    }

    private double births(Sketch one, Sketch other) {
        var best = DateComparison.atBest(one, other);
        return switch (best) {
            case EXACT -> Math.max(exact[Trait.BIRTH_DATE.ordinal()], near[Trait.BIRTH_DATE.ordinal()]);
            case ALIKE -> Math.max(model.bits(Trait.BIRTH_DATE, best), far[Trait.BIRTH_DATE.ordinal()]);
            default -> model.bits(Trait.BIRTH_DATE, best);
        };
    }

    private double streets(Sketch one, Sketch other) {
        boolean areFar = Comparison.areElsewhere(one, other);
        boolean areAlikeAtBest = Comparison.haveOtherNumbers(one, other) || Comparison.areOtherStreets(one, other);
        return areAlikeAtBest && !areFar && !one.lacks(Slot.STREET, other)
                ? Math.max(model.bits(Trait.STREET, Level.ALIKE), far[Trait.STREET.ordinal()])
                : most(Trait.STREET, Slot.STREET, one, other, areFar);
    }

    private double organisations(Sketch one, Sketch other) {
        return most(Trait.ORGANISATION, Slot.ORGANISATION, one, other, false,
                Math.min(one.organisationWorth, other.organisationWorth));
    }

    /** City, postcode, region and country say the same again: the strongest counts whole. */
    private double places(Sketch one, Sketch other) {
        double city = most(Trait.CITY, Slot.CITY, one, other, Comparison.areOtherCities(one, other),
                Math.min(one.cityWorth, other.cityWorth));
        double postcode = most(Trait.POSTCODE, Slot.POSTCODE, one, other, Comparison.areOtherPostcodes(one, other));
        double region = most(Trait.REGION, Slot.REGION, one, other, Comparison.areOtherRegions(one, other));
        double country = most(Trait.COUNTRY, Slot.COUNTRY, one, other, !one.mayBeSame(Slot.COUNTRY, other));
        double against = Math.min(city, 0) + Math.min(postcode, 0) + Math.min(region, 0) + Math.min(country, 0);
        double said = Math.max(city, 0) + Math.max(postcode, 0) + Math.max(region, 0) + Math.max(country, 0);
        double strongest = Math.max(0, Math.max(Math.max(city, postcode), Math.max(region, country)));
        return against + model.places() * said + (1 - model.places()) * strongest;
    }

    private double contacts(Sketch one, Sketch other) {
        return most(Trait.EMAIL, Slot.EMAIL, one, other, Comparison.areOtherMailboxes(one, other))
                + most(Trait.PHONE, Slot.PHONE, one, other, Comparison.areOtherPhones(one, other));
    }

    /** Numbers of two registers say nothing. */
    private double nationalIds(Sketch one, Sketch other) {
        boolean areFar = one.mayBeSame(Slot.NATIONAL_ID, other)
                && one.areBeyond(Slot.NATIONAL_ID, other, Comparison.MOST_SLIPS);
        boolean areTwo = one.differInSigns(Slot.NATIONAL_ID, other);
        double most = most(Trait.NATIONAL_ID, Slot.NATIONAL_ID, one, other, areFar,
                areTwo ? near[Trait.NATIONAL_ID.ordinal()] : exact[Trait.NATIONAL_ID.ordinal()]);
        return areFar ? most : Math.max(0, most);
    }

    private double others(Sketch one, Sketch other) {
        return one.others.isEmpty() || other.others.isEmpty()
                ? 0
                : Math.max(0, Math.max(exact[Trait.OTHER.ordinal()], near[Trait.OTHER.ordinal()]));
    }

    private double most(Trait trait, Slot slot, Sketch one, Sketch other, boolean areFar) {
        return most(trait, slot, one, other, areFar, exact[trait.ordinal()]);
    }

    private double most(Trait trait, Slot slot, Sketch one, Sketch other, boolean areFar, double exact) {
        if (one.lacks(slot, other)) {
            return 0;
        }
        if (areFar) {
            return far[trait.ordinal()];
        }
        double close = near[trait.ordinal()];
        return one.mayBeSame(slot, other) ? Math.max(exact, close) : close;
    }
}
