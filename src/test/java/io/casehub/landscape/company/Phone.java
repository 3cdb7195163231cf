package io.casehub.landscape.company;

/** A phone number, and the many ways in which people write it. */
public record Phone(String dial, String trunk, String area, String number) {

    private static final int STYLES = 8;

    /** {@code +49838212345}: the one form that is the same for all. */
    public String e164() {
        return "+" + dial + area + number;
    }

    public String international() {
        return "+" + dial + " " + area + " " + number;
    }

    public String national() {
        return trunk + area + "/" + number;
    }

    /** One of the ways by chance. */
    String written(Chance chance) {
        return switch (chance.below(STYLES)) {
            case 0 -> e164();
            case 1, 2 -> international();
            case 3 -> "00" + dial + " " + area + "/" + number;
            case 4 -> trunk + area + " " + number;
            case 5 -> national();
            case 6 -> trunk.isEmpty() ? international() : "+" + dial + " (" + trunk + ")" + area + " " + pairs();
            default -> trunk + area + "-" + pairs();
        };
    }

    private String pairs() {
        return number.replaceAll("(\\d{2})(?=\\d)", "$1 ");
    }
}
