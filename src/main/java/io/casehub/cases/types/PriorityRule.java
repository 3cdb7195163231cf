package io.casehub.cases.types;

import io.casehub.model.Money;
import io.casehub.model.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a case has a priority: where everything fits that the rule names.
 *
 * @param words one of them stands in subject or description, as a whole word
 * @param score the customer's score of this name is at least so much
 * @param orderTotal the order it is about comes to at least so much
 * @param products one of them is in the order; {@code *} stands for anything
 * @param olderThan it was opened longer ago than this
 */
public record PriorityRule(Priority then, List<String> words, @Nullable Least score, @Nullable Money orderTotal,
        List<String> products, @Nullable Duration olderThan) {

    /** The least value of a score. */
    public record Least(String name, BigDecimal value) {}

    public PriorityRule {
        words = List.copyOf(words);
        products = List.copyOf(products);
    }

    boolean looksAtFacts() {
        return score != null || orderTotal != null || !products.isEmpty();
    }

    boolean fits(Circumstances now) {
        return (words.isEmpty() || isSaid(now.text()))
                && (score == null || hasScore(now))
                && (orderTotal == null || now.totals().stream().anyMatch(this::isReachedBy))
                && (products.isEmpty() || now.products().stream().anyMatch(this::isMeant))
                && (olderThan == null || now.age().compareTo(olderThan) >= 0);
    }

    private boolean isSaid(String text) {
        var any = words.stream().map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(", ")(?![\\p{L}\\p{N}])"));
        return Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(text).find();
    }

    private boolean hasScore(Circumstances now) {
        var value = score == null ? null : now.scores().get(score.name());
        return score != null && value != null && value.compareTo(score.value()) >= 0;
    }

    private boolean isReachedBy(Money total) {
        return orderTotal != null && total.currency().equals(orderTotal.currency())
                && total.amount().compareTo(orderTotal.amount()) >= 0;
    }

    private boolean isMeant(String product) {
        return products.stream().anyMatch(meant -> product.toUpperCase(Locale.ROOT)
                .matches(Pattern.quote(meant.toUpperCase(Locale.ROOT)).replace("*", "\\E.*\\Q")));
    }
}
