package io.casehub.cases.types;

import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Order;
import io.casehub.model.OrderLine;
import io.casehub.model.Score;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the hub knows of a customer and an order that bears on how much a case matters. */
@Component
public class Worth {

    private final Customers customers;
    private final Records records;

    Worth(Customers customers, Records records) {
        this.customers = customers;
        this.records = records;
    }

    /**
     * The circumstances of a case. Customer and order are looked up only where the type asks.
     *
     * @param order the number of the order it is about
     */
    public Circumstances of(CaseType type, @Nullable CustomerId customer, @Nullable String order, String text,
            Duration age) {
        if (!type.looksAtFacts()) {
            return new Circumstances(text, Map.of(), List.of(), Set.of(), age);
        }
        var orders = order == null ? List.<Order>of() : orders(order, customer);
        return new Circumstances(text, customer == null ? Map.of() : scores(customer),
                orders.stream().map(Order::total).flatMap(Stream::ofNullable).toList(),
                orders.stream().flatMap(one -> one.lines().stream()).map(OrderLine::product)
                        .flatMap(Stream::ofNullable).collect(Collectors.toSet()),
                age);
    }

    private List<Order> orders(String number, @Nullable CustomerId customer) {
        return records.current(customers.orders(number, customer)).stream().map(StoredRecord::record)
                .filter(Order.class::isInstance).map(Order.class::cast).toList();
    }

    /** The last computed of each name. */
    private Map<String, BigDecimal> scores(CustomerId customer) {
        var scores = new HashMap<String, BigDecimal>();
        records.current(customers.facts(customer, Entity.SCORE)).stream().map(StoredRecord::record)
                .filter(Score.class::isInstance).map(Score.class::cast)
                .sorted(Comparator.comparing(Score::computedAt))
                .forEach(score -> scores.put(score.name(), score.value()));
        return scores;
    }
}
