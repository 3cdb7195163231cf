package io.casehub.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that belongs to a customer: everything the hub knows except the customer himself. */
public sealed interface Fact extends CanonicalRecord
        permits CaseRecord, Order, Invoice, Payment, Shipment, Interaction, Score, Subscription, Suggestion, Consent {

    /** The customer record this fact names, in the words of its own or another system. */
    @Nullable
    SourceRef customer();

    /** The number of the order this fact is about, as people write it. */
    @Nullable
    default String order() {
        return null;
    }

    /** How its owner is found: by the customer it names, else by the order it is about. */
    default Optional<Claim> claim() {
        if (customer() != null) {
            return Optional.of(new Claim.ByRecord(customer()));
        }
        return Optional.ofNullable(order()).map(Claim.ByOrder::new);
    }
}
