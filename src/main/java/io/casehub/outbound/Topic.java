package io.casehub.outbound;

import io.casehub.audit.Subject;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.Optional;
import java.util.UUID;

/**
 * What a command is about in the hub: a case, or a customer. Commands of one topic and system keep
 * their order.
 */
public sealed interface Topic {

    UUID id();

    /** In whose history its fate stands. */
    Subject subject();

    default Optional<CaseId> hubCase() {
        return this instanceof OfCase of ? Optional.of(of.hub()) : Optional.empty();
    }

    default Optional<CustomerId> customer() {
        return this instanceof OfCustomer of ? Optional.of(of.whom()) : Optional.empty();
    }

    static Topic of(CaseId hub) {
        return new OfCase(hub);
    }

    static Topic of(CustomerId whom) {
        return new OfCustomer(whom);
    }

    /** A case. */
    record OfCase(CaseId hub) implements Topic {

        @Override
        public UUID id() {
            return hub.value();
        }

        @Override
        public Subject subject() {
            return new Subject("case", hub.toString());
        }
    }

    /** A customer. */
    record OfCustomer(CustomerId whom) implements Topic {

        @Override
        public UUID id() {
            return whom.value();
        }

        @Override
        public Subject subject() {
            return new Subject("customer", whom.toString());
        }
    }
}
