package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.Erasure;
import io.casehub.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * The erasure of a person's contents, as {@code routes/api/customer-access.camel.yaml} calls it.
 */
@Component
class ErasureDoor {

    private final CustomerDoor customers;
    private final Erasure erasure;

    ErasureDoor(CustomerDoor customers, Erasure erasure) {
        this.customers = customers;
        this.erasure = erasure;
    }

    /**
     * Erases at once and for good; a retired customer is refused, since more than he would be erased.
     */
    @Once(apart = true)
    public Answer erase(HttpServletRequest request) {
        Query.of(request);
        var id = Ids.customer(Query.id(request));
        customers.mustBeCurrent(id);
        var erased = erasure.erase(id, Caller.of(request).actor());
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("cases", erased.cases())
                .put("comments", erased.comments()).put("entries", erased.entries())
                .put("reads", erased.reads()));
    }
}
