package io.casehub.cases.linking;

import io.casehub.model.CustomerId;
import io.casehub.model.Fact;
import io.casehub.model.Invoice;
import io.casehub.model.Order;
import io.casehub.model.Shipment;
import io.casehub.model.SourceRef;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order, an invoice or a parcel of a customer: what matters are about.
 *
 * @param names the numbers it goes by, in the form of {@link References}
 * @param anchor the order it comes from, or itself: what two that name different papers of one
 * order have in common
 */
record Paper(SourceRef source, CustomerId customer, Set<String> names, String anchor) {

    static Optional<Paper> of(Fact fact, CustomerId customer) {
        return switch (fact) {
            case Order order -> of(order, customer, order.number(), null);
            case Invoice invoice -> of(invoice, customer, invoice.number(), invoice.order());
            case Shipment shipment -> of(shipment, customer, shipment.trackingNumber(), shipment.order());
            default -> Optional.empty();
        };
    }

    private static Optional<Paper> of(Fact fact, CustomerId customer, String number, @Nullable String order) {
        var names = References.names(number);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paper(fact.source(), customer, names,
                        References.normal(order == null ? number : order)));
    }
}
