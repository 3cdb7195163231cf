package io.casehub.view;

import io.casehub.model.CustomerId;
import java.util.Map;
import java.util.Set;

/**
 * The views of these customers are other than before, each in these sections. Published inside the
 * transaction that changed them.
 */
public record ViewsChanged(Map<CustomerId, Set<Section>> sections) {

    public ViewsChanged {
        sections = Map.copyOf(sections);
    }
}
