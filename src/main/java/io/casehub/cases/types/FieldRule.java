package io.casehub.cases.types;

import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that cases of a type have, and what may stand in it. Values are text: a number as decimal
 * text, money as {@code 129.90 EUR}, a date as {@code 2026-01-05}, a reference as
 * {@code system:key}.
 *
 * @param requiredFrom from which status on it must be filled; {@code null}: never
 * @param pattern what a text must look like, whole
 * @param min the least number, amount, date or length of a text
 * @param max the largest
 * @param choices what a choice is one of
 * @param entity of what a reference is
 */
public record FieldRule(String name, String title, FieldKind kind, @Nullable CaseStatus requiredFrom,
        @Nullable Pattern pattern, @Nullable String min, @Nullable String max, List<String> choices,
        @Nullable Entity entity) {

    private static final int LONGEST = 2000;
    private static final Pattern MONEY = Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,6})?) ([A-Z]{3})");
    private static final Pattern REFERENCE = Pattern.compile("[a-z][a-z0-9-]*:\\S.*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,10})?");

    public FieldRule {
        choices = List.copyOf(choices);
    }

    /** Whether a case that has this status must have the field. */
    public boolean isRequiredAt(CaseStatus status) {
        return requiredFrom != null && CaseType.progress(status) >= CaseType.progress(requiredFrom);
    }

    /**
     * The value as it is stored.
     *
     * @throws NotAllowed where it cannot stand in this field
     */
    public String accept(String value) {
        if (value.isBlank() || value.length() > LONGEST) {
            throw wrong("has 1 to " + LONGEST + " characters");
        }
        return switch (kind) {
            case TEXT -> text(value);
            case NUMBER -> number(value);
            case MONEY -> money(value);
            case DATE -> date(value);
            case BOOLEAN -> among(value, List.of("true", "false"));
            case CHOICE -> among(value, choices);
            case REFERENCE -> REFERENCE.matcher(value).matches()
                    ? value
                    : refuse("names a record as {system, key}");
        };
    }

    /** The parts of a stored amount. */
    public static Money amount(String stored) {
        var matcher = MONEY.matcher(stored);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(stored + " is no amount");
        }
        return new Money(new BigDecimal(matcher.group(1)), Currency.getInstance(matcher.group(2)));
    }

    private String text(String value) {
        if (pattern != null && !pattern.matcher(value).matches()) {
            throw wrong("looks like " + pattern.pattern());
        }
        if (min != null && value.length() < Integer.parseInt(min)) {
            throw wrong("has at least " + min + " characters");
        }
        if (max != null && value.length() > Integer.parseInt(max)) {
            throw wrong("has at most " + max + " characters");
        }
        return value;
    }

    private String number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw wrong("is a number");
        }
        within(new BigDecimal(value));
        return value;
    }

    private String money(String value) {
        if (!MONEY.matcher(value).matches()) {
            throw wrong("is money: {\"amount\": \"129.90\", \"currency\": \"EUR\"}");
        }
        try {
            within(amount(value).amount());
        } catch (IllegalArgumentException e) {
            throw wrong("is in a currency of ISO 4217");
        }
        return value;
    }

    private String date(String value) {
        try {
            var date = LocalDate.parse(value);
            if (min != null && date.isBefore(LocalDate.parse(min))) {
                throw wrong("is " + min + " or later");
            }
            if (max != null && date.isAfter(LocalDate.parse(max))) {
                throw wrong("is " + max + " or earlier");
            }
            return value;
        } catch (DateTimeParseException e) {
            throw wrong("is a date such as 2026-01-05");
        }
    }

    private void within(BigDecimal number) {
        if (min != null && number.compareTo(new BigDecimal(min)) < 0) {
            throw wrong("is at least " + min);
        }
        if (max != null && number.compareTo(new BigDecimal(max)) > 0) {
            throw wrong("is at most " + max);
        }
    }

    private String among(String value, List<String> words) {
        return words.contains(value) ? value : refuse("is one of " + words);
    }

    private String refuse(String sentence) {
        throw wrong(sentence);
    }

    private NotAllowed wrong(String sentence) {
        return new NotAllowed("the field " + name + " " + sentence);
    }
}
