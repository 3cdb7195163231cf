package io.casehub.view;

import io.casehub.model.CustomerId;
import io.casehub.view.signals.Signal;
import java.util.List;

/**
 * Signals of customers came or went. Published inside the transaction that makes the views say so.
 */
public record SignalsChanged(List<Change> changes) {

    public SignalsChanged {
        changes = List.copyOf(changes);
    }

    /** @param isRaised it came; else it went */
    public record Change(CustomerId customer, Signal.Name signal, boolean isRaised) {}
}
