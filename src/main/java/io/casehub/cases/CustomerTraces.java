package io.casehub.cases;

import io.casehub.identity.Customers;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * By which ids a customer is to be found in what was shown: his own, those he was joined with, and
 * those of their cases.
 */
@Component
public class CustomerTraces {

    private final Customers customers;
    private final CaseStore store;

    CustomerTraces(Customers customers, CaseStore store) {
        this.customers = customers;
        this.store = store;
    }

    public Collection<UUID> of(CustomerId customer) {
        var family = customers.family(customer);
        return Stream.concat(family.stream().map(CustomerId::value), store.everOf(family).stream().map(CaseId::value))
                .toList();
    }
}
