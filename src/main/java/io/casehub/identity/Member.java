package io.casehub.identity;

import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;

/**
 * A customer record's place among the customers.
 *
 * @param customer whom it belongs to now
 * @param own who it is when it belongs to nobody else: differs from {@code customer} only for a
 * thin record that found its customer
 * @param seen whether its record has arrived, or only facts that name it
 */
record Member(Features features, CustomerId customer, CustomerId own, boolean seen) {

    SourceRef source() {
        return features.source();
    }

    Member at(CustomerId other) {
        return new Member(features, other, own, seen);
    }
}
