package io.casehub.view;

import io.casehub.model.CustomerId;
import java.util.Set;

/**
 * A node has read what all nodes did. Published by whoever reads events, before he tells anybody of
 * them.
 *
 * @param customers whose views may be other than before; often nobody's
 * @param isAll there is nothing that was committed before {@code at} and is still to be read
 * @param at when the reading began, as {@link System#nanoTime}
 */
public record ViewsHeardOf(Set<CustomerId> customers, boolean isAll, long at) {

    public ViewsHeardOf {
        customers = Set.copyOf(customers);
    }
}
