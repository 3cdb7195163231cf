package io.casehub.identity.normal;

/** The arithmetic of check digits. Values hold capitals and digits only. */
final class CheckDigits {

    private static final String VERHOEFF_TURNS = "0123456789"
            + "1576283094" + "5803796142" + "8916043527" + "9453126870" + "4286573901" + "2793806415" + "7046913258";

    private CheckDigits() {}

    /** ISO 7064 mod 97-10: letters count from A = 10. */
    static int mod97(String value) {
        int rest = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = Character.digit(value.charAt(i), 36);
            rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97;
        }
        return rest;
    }

    /** ISO 7064 mod 11,10. */
    static boolean iso1110(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digit(digits, digits.length() - 1 - i);
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /** GS1: weights 1 and 3 by turns, 1 for the last. */
    static boolean ean(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digit(digits, digits.length() - 1 - i) * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** Verhoeff (1969), the dihedral group of order ten. */
    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int turned = VERHOEFF_TURNS.charAt(i % 8 * 10 + digit(digits, digits.length() - 1 - i)) - '0';
            check = dihedral(check, turned);
        }
        return check == 0;
    }

    private static int dihedral(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : (a + b) % 5 + 5;
        }
        return b < 5 ? (a - b + 5) % 5 + 5 : (a - b + 5) % 5;
    }

    static int weighted(CharSequence digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    static int digit(CharSequence digits, int at) {
        return digits.charAt(at) - '0';
    }

    /** Letters as two digits, from A = 10. */
    static String asNumbers(String value) {
        var digits = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            digits.append(Character.digit(value.charAt(i), 36));
        }
        return digits.toString();
    }
}
