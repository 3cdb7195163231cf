package io.casehub.identity.normal;

import static io.casehub.identity.normal.CheckDigits.digit;
import static io.casehub.identity.normal.CheckDigits.luhn;
import static io.casehub.identity.normal.CheckDigits.mod97;
import static io.casehub.identity.normal.CheckDigits.weighted;

/**
 * Check digits of VAT ids that need more than a row of weights; without the country before them.
 */
final class VatNumbers {

    private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";
    private static final int[] CYPRIOT = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private VatNumbers() {}

    static boolean isAustrian(String value) {
        int sum = 4;
        for (int i = 1; i < 8; i++) {
            int product = digit(value, i) * (i % 2 == 0 ? 2 : 1);
            sum += product / 10 + product % 10;
        }
        return (10 - sum % 10) % 10 == digit(value, 8);
    }

    static boolean isBelgian(String value) {
        var number = value.length() == 9 ? "0" + value : value;
        return 97 - Integer.parseInt(number.substring(0, 8)) % 97 == Integer.parseInt(number.substring(8));
    }

    /** Either the older number of the company or, since 2020, one by ISO 7064 over the whole. */
    static boolean isDutch(String value) {
        return weighted(value, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0 || mod97("NL" + value) == 1;
    }

    /** Older keys are two digits; newer ones have letters and no published rule beyond the SIREN. */
    static boolean isFrench(String value) {
        var siren = value.substring(2);
        if (!Character.isDigit(value.charAt(0)) || !Character.isDigit(value.charAt(1))) {
            return luhn(siren);
        }
        long key = (12 + 3 * (Long.parseLong(siren) % 97)) % 97;
        return key == Long.parseLong(value.substring(0, 2)) && (luhn(siren) || siren.startsWith("000"));
    }

    static boolean isBritish(String value) {
        int sum = weighted(value, 8, 7, 6, 5, 4, 3, 2) + Integer.parseInt(value.substring(7, 9));
        return sum % 97 == 0 || (sum + 55) % 97 == 0;
    }

    /** Of the old form, with a letter in second place, the first digit stands last. */
    static boolean isIrish(String value) {
        boolean isOld = !Character.isDigit(value.charAt(1));
        var digits = isOld ? "0" + value.substring(2, 7) + value.charAt(0) : value.substring(0, 7);
        int second = value.length() == 9 ? value.charAt(8) - 'A' + 1 : 0;
        return IRISH.charAt((weighted(digits, 8, 7, 6, 5, 4, 3, 2) + second * 9) % 23) == value.charAt(7);
    }

    static boolean isCypriot(String value) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += i % 2 == 0 ? CYPRIOT[digit(value, i)] : digit(value, i);
        }
        return 'A' + sum % 26 == value.charAt(8);
    }

    static boolean isCzech(String value) {
        return switch (value.length()) {
            case 8 -> (11 - weighted(value, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == digit(value, 7);
            case 10 -> Long.parseLong(value) % 11 == 0
                    || Long.parseLong(value.substring(0, 9)) % 11 == 10 && digit(value, 9) == 0;
            default -> true;
        };
    }

    static boolean isRomanian(String value) {
        var padded = "0".repeat(10 - value.length()) + value;
        return weighted(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == digit(padded, 9);
    }

    static boolean isBulgarian(String value) {
        if (value.length() == 10) {
            boolean isPerson = weighted(value, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == digit(value, 9);
            boolean isForeigner = weighted(value, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == digit(value, 9);
            return isPerson || isForeigner
                    || (11 - weighted(value, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == digit(value, 9);
        }
        int rest = weighted(value, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        int check = rest == 10 ? weighted(value, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10 : rest;
        return check == digit(value, 8);
    }

    static boolean isLithuanian(String value) {
        int length = value.length() - 1;
        int once = 0;
        int twice = 0;
        for (int i = 0; i < length; i++) {
            once += digit(value, i) * (i % 9 + 1);
            twice += digit(value, i) * ((i + 2) % 9 + 1);
        }
        int check = once % 11 == 10 ? twice % 11 % 10 : once % 11;
        return check == digit(value, length);
    }

    /** Persons' numbers begin with their birthday and are not checked further. */
    static boolean isLatvian(String value) {
        if (value.charAt(0) <= '3') {
            return true;
        }
        int check = 3 - weighted(value, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6) % 11;
        return (check == -1 ? check : check < -1 ? check + 11 : check) == digit(value, 10);
    }
}
