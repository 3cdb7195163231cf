package io.casehub.identity.normal;

/** The arithmetic of check digits. Values are capitals and digits without blanks. */
final class CheckDigits {

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

    static boolean isIban(String value) {
        return value.length() >= 15 && value.length() <= 34 && Character.isLetter(value.charAt(0))
                && mod97(value.substring(4) + value.substring(0, 4)) == 1;
    }

    /** ISO 6166: Luhn over the digits that letters become. */
    static boolean isIsin(String value) {
        if (value.length() != 12 || !Character.isLetter(value.charAt(0))) {
            return false;
        }
        var digits = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            digits.append(Character.digit(value.charAt(i), 36));
        }
        return luhn(digits);
    }

    static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
