package io.casehub.cases.types;

import io.casehub.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules of priority look at.
 *
 * @param text subject and description
 * @param scores of the customer, by name
 * @param totals of the orders that go by the number of the case's order
 * @param products in those orders
 * @param age since the case was opened, in its source's time
 */
public record Circumstances(String text, Map<String, BigDecimal> scores, List<Money> totals, Set<String> products,
        Duration age) {

    public Circumstances {
        scores = Map.copyOf(scores);
        totals = List.copyOf(totals);
        products = Set.copyOf(products);
    }
}
