package io.casehub.model;

/** How a fact says whose it is. */
public sealed interface Claim {

    /** It names a customer record, which the hub may not have seen yet. */
    record ByRecord(SourceRef customer) implements Claim {

        public ByRecord {
            if (customer.entity() != Entity.CUSTOMER) {
                throw new IllegalArgumentException("a fact belongs to a customer record, not to " + customer);
            }
        }
    }

    /** It names an order, and belongs to whoever placed it. */
    record ByOrder(String number) implements Claim {}
}
