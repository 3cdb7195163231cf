package io.casehub.view;

import io.casehub.model.CustomerId;
import java.util.Set;

/**
 * The views of these customers are other than before. Published inside the transaction that changed
 * them.
 */
public record ViewsChanged(Set<CustomerId> customers) {

    public ViewsChanged {
        customers = Set.copyOf(customers);
    }
}
