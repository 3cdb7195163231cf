package io.casehub.connector.record;

import java.util.regex.Pattern;

/** What a value shows to be by how it is written, wherever it stands. */
final class Shapes {

    private static final Pattern TIME = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}.*)?|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}( \\d{1,2}:\\d{2}.*)?|\\d{8}(T?\\d{4,6}Z?)?");
    private static final Pattern EMAIL = Pattern
            .compile("[\\p{L}\\p{N}._%+'-]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");
    private static final Pattern LINK = Pattern.compile("(?i)\\b(https?|ftp)://[^\\s\"'<>)]+");
    private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?\\b");
    private static final Pattern CARD = Pattern.compile("\\b\\d(?:[ -]?\\d){12,18}\\b");
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\w./-])(\\+\\d[\\d ()/.-]{6,}\\d|\\(?0\\d[\\d()]*[ /][\\d ()/.-]{4,}\\d)(?![\\w-])");
    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");

    private Shapes() {}

    static boolean isTime(String text) {
        return TIME.matcher(text.strip()).matches();
    }

    /** A text with what has such a shape replaced. */
    static String replaced(String text) {
        var plain = EMAIL.matcher(text).replaceAll(found -> Substitutes.quoted(Substitutes.email(found.group())));
        plain = LINK.matcher(plain).replaceAll("https://example.org/");
        plain = IBAN.matcher(plain).replaceAll(found -> Substitutes.quoted(
                found.group().substring(0, 2) + Substitutes.characters(found.group().substring(2))));
        plain = CARD.matcher(plain).replaceAll(found -> isCard(found.group())
                ? Substitutes.quoted(Substitutes.digits(found.group(), 1))
                : Substitutes.quoted(found.group()));
        plain = PHONE.matcher(plain).replaceAll(found -> Substitutes.quoted(Substitutes.phone(found.group())));
        return ADDRESS.matcher(plain).replaceAll("192.0.2.1");
    }

    /** Luhn's check, ISO/IEC 7812-1: other long numbers are keys. */
    private static boolean isCard(String text) {
        var digits = text.replaceAll("\\D", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit * (i % 2 + 1);
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }
}
