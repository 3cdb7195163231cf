package io.casehub.identity.normal;

import static io.casehub.identity.normal.CheckDigits.digit;
import static io.casehub.identity.normal.CheckDigits.weighted;

/**
 * Check digits of numbers that countries give to persons and companies, where a row of weights does
 * not do.
 */
final class NationalNumbers {

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String CURP = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
    private static final int[] ITALIAN_ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
            10, 22, 25, 24, 23};

    private NationalNumbers() {}

    static boolean isFrench(String value) {
        var digits = value.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return digits.chars().allMatch(Character::isDigit)
                && 97 - Long.parseLong(digits) % 97 == Long.parseLong(value.substring(13));
    }

    static boolean isBelgianEnterprise(String value) {
        return 97 - Integer.parseInt(value.substring(0, 8)) % 97 == Integer.parseInt(value.substring(8));
    }

    /** Those born since 2000 are counted with a 2 before. */
    static boolean isBelgian(String value) {
        long number = Long.parseLong(value.substring(0, 9));
        long check = Long.parseLong(value.substring(9));
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    static boolean isNorwegian(String value) {
        return weighted(value, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && weighted(value, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    static boolean isFinnish(String value) {
        var number = value.substring(0, 6) + value.substring(value.length() - 4, value.length() - 1);
        return FINNISH.charAt(Integer.parseInt(number) % 31) == value.charAt(value.length() - 1);
    }

    static boolean isSpanishOrPortuguese(String value) {
        return value.chars().allMatch(Character::isDigit) ? isPortuguese(value) : isSpanish(value);
    }

    /** DNI, NIE and CIF. */
    static boolean isSpanish(String value) {
        int foreigner = "XYZ".indexOf(value.charAt(0));
        if (foreigner >= 0) {
            return isDni(foreigner + value.substring(1));
        }
        if ("KLM".indexOf(value.charAt(0)) >= 0) {
            return isDni("0" + value.substring(1)) || isSpanishCompany(value);
        }
        return Character.isDigit(value.charAt(0)) ? isDni(value) : isSpanishCompany(value);
    }

    private static boolean isDni(String value) {
        return Character.isLetter(value.charAt(8))
                && SPANISH.charAt(Integer.parseInt(value.substring(0, 8)) % 23) == value.charAt(8);
    }

    static boolean isSpanishCompany(String value) {
        int sum = 0;
        for (int i = 1; i < 8; i++) {
            int doubled = digit(value, i) * (i % 2 == 1 ? 2 : 1);
            sum += doubled / 10 + doubled % 10;
        }
        int check = (10 - sum % 10) % 10;
        char last = value.charAt(8);
        return Character.isDigit(last) ? last - '0' == check : "JABCDEFGHI".charAt(check) == last;
    }

    static boolean isPortuguese(String value) {
        int check = 11 - weighted(value, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (check > 9 ? 0 : check) == digit(value, 8);
    }

    static boolean isItalian(String value) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int number = Character.isDigit(value.charAt(i)) ? digit(value, i) : value.charAt(i) - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[number] : number;
        }
        return 'A' + sum % 26 == value.charAt(15);
    }

    static boolean isNip(String value) {
        return weighted(value, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == digit(value, 9);
    }

    static boolean isGreek(String value) {
        return weighted(value, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == digit(value, 8);
    }

    static boolean isRussian(String value) {
        return value.length() == 10
                ? weighted(value, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(value, 9)
                : weighted(value, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(value, 10)
                        && weighted(value, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(value, 11);
    }

    static boolean isTurkish(String value) {
        int odd = weighted(value, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = weighted(value, 0, 1, 0, 1, 0, 1, 0, 1);
        int tenth = Math.floorMod(odd * 7 - even, 10);
        return tenth == digit(value, 9) && (odd + even + tenth) % 10 == digit(value, 10);
    }

    static boolean isCpf(String value) {
        return value.chars().distinct().count() > 1
                && eleven(weighted(value, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(value, 9)
                && eleven(weighted(value, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(value, 10);
    }

    static boolean isCnpj(String value) {
        return value.chars().distinct().count() > 1
                && eleven(weighted(value, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(value, 12)
                && eleven(weighted(value, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) == digit(value, 13);
    }

    private static int eleven(int sum) {
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }

    static boolean isCuit(String value) {
        int check = (11 - weighted(value, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11;
        return check == digit(value, 10);
    }

    static boolean isRut(String value) {
        int sum = 0;
        for (int i = 0; i < value.length() - 1; i++) {
            sum += digit(value, value.length() - 2 - i) * (i % 6 + 2);
        }
        int check = (11 - sum % 11) % 11;
        return (check == 10 ? 'K' : '0' + check) == value.charAt(value.length() - 1);
    }

    static boolean isCurp(String value) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CURP.indexOf(value.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == digit(value, 17);
    }

    /** ISO 7064 mod 11-2. */
    static boolean isChinese(String value) {
        int sum = weighted(value, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return "10X98765432".charAt(sum % 11) == value.charAt(17);
    }
}
