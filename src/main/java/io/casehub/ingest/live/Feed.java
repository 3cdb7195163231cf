package io.casehub.ingest.live;

import io.casehub.model.Entity;
import java.util.Set;

/**
 * A route that brings records.
 *
 * @param heardBy the route whose contact with the system says how old it is what this one brought:
 * itself, or for a stream the probe of its broker
 * @param isAskable it can be asked now what one customer has
 */
public record Feed(String system, String route, Set<Entity> entities, String heardBy, boolean isAskable) {

    public Feed {
        entities = Set.copyOf(entities);
    }
}
