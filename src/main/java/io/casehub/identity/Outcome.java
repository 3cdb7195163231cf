package io.casehub.identity;

import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;

/**
 * What a decision about customers came to.
 *
 * @param customers those concerned, each with the records that it now is
 * @param retired ids that lead on from now, each with where to
 * @param isDone whether it stays; a preview is taken back
 */
public record Outcome(Map<CustomerId, List<SourceRef>> customers, Map<CustomerId, CustomerId> retired, boolean isDone) {

    public Outcome {
        customers = Map.copyOf(customers);
        retired = Map.copyOf(retired);
    }
}
