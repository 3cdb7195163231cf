package io.casehub.identity.matching;

/**
 * How common is what a record says, from 0 to 1 of all who say something: the rarer, the more it
 * says to share it.
 */
record Shares(double givenName, double surname, double organisation, double city) {

    /** As common as this at least: one who was seen once may be seen again. */
    static final double RAREST = 1e-6;

    double of(Trait trait) {
        return switch (trait) {
            case GIVEN_NAME -> givenName;
            case SURNAME -> surname;
            case ORGANISATION -> organisation;
            case CITY -> city;
            default -> RAREST;
        };
    }

    /** Of those who have both names. */
    double ofWholeName() {
        return givenName * surname;
    }
}
