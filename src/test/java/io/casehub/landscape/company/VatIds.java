package io.casehub.landscape.company;

import java.util.stream.IntStream;

/**
 * VAT identification numbers with right check digits, after the rules that the member states
 * publish for VIES.
 */
final class VatIds {

    private VatIds() {}

    static String of(String prefix, Chance chance) {
        var body = prefix + chance.digits(length(prefix));
        var digits = body.substring(prefix.length());
        return switch (prefix) {
            case "DE" -> body + german(digits);
            case "ATU" -> body + austrian(digits);
            case "CHE" -> swiss(digits, chance);
            case "FR" -> french(digits);
            case "NL" -> dutch(digits, chance);
            case "GB" -> british(digits);
            default -> polish(digits, chance);
        };
    }

    private static int length(String prefix) {
        return switch (prefix) {
            case "ATU", "GB" -> 7;
            case "PL" -> 9;
            default -> 8;
        };
    }

    // ISO 7064, MOD 11,10
    private static int german(String digits) {
        var product = 10;
        for (var i = 0; i < 8; i++) {
            var sum = (digit(digits, i) + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }
        return (11 - product) % 10;
    }

    private static int austrian(String digits) {
        var sum = IntStream.range(0, 7).map(i -> {
            var doubled = digit(digits, i) * (i % 2 == 0 ? 1 : 2);
            return doubled / 10 + doubled % 10;
        }).sum();
        return (10 - (sum + 4) % 10) % 10;
    }

    private static String swiss(String digits, Chance chance) {
        var check = (11 - weighted(digits, 5, 4, 3, 2, 7, 6, 5, 4) % 11) % 11;
        if (check == 10)
            return of("CHE", chance);
        return "CHE-" + digits.substring(0, 3) + "." + digits.substring(3, 6) + "." + digits.substring(6) + check;
    }

    // SIREN: eight digits and one of Luhn, then the key before it
    private static String french(String digits) {
        var sum = IntStream.range(0, 8).map(i -> {
            var doubled = digit(digits, i) * (i % 2 == 1 ? 2 : 1);
            return doubled / 10 + doubled % 10;
        }).sum();
        var siren = digits + (10 - sum % 10) % 10;
        return "FR%02d%s".formatted((12 + 3 * (Long.parseLong(siren) % 97)) % 97, siren);
    }

    private static String dutch(String digits, Chance chance) {
        var check = weighted(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check == 10 ? of("NL", chance) : "NL" + digits + check + "B01";
    }

    private static String british(String digits) {
        return "GB%s%02d".formatted(digits, 97 - weighted(digits, 8, 7, 6, 5, 4, 3, 2) % 97);
    }

    private static String polish(String digits, Chance chance) {
        var check = weighted(digits, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11;
        return check == 10 ? of("PL", chance) : "PL" + digits + check;
    }

    private static int weighted(String digits, int... weights) {
        return IntStream.range(0, weights.length).map(i -> digit(digits, i) * weights[i]).sum();
    }

    private static int digit(String digits, int i) {
        return digits.charAt(i) - '0';
    }
}
