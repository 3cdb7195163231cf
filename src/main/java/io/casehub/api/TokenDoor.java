package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.identity.Customers;
import io.casehub.model.CustomerId;
import io.casehub.security.Caller;
import io.casehub.security.CustomerTokens;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Tokens of customers, as {@code routes/api/customer-access.camel.yaml} calls it. */
@Component
class TokenDoor {

    private final Customers customers;
    private final CustomerTokens tokens;

    TokenDoor(Customers customers, CustomerTokens tokens) {
        this.customers = customers;
        this.tokens = tokens;
    }

    /** Makes a token for the customer who stands before a portal. */
    @Once
    public Answer obtain(HttpServletRequest request) {
        Query.of(request);
        var issued = tokens.issue(customer(Query.id(request)), Caller.of(request).actor());
        return Answer.json(201, JsonNodeFactory.instance.objectNode().put("token", issued.text())
                .put("expiresAt", issued.expiresAt().toString()));
    }

    /** A portal knows its customers by a system's key rather than by the hub's ids. */
    private CustomerId customer(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            var id = Ids.customer(text);
            return customers.survivor(id).orElseThrow(() -> new CustomerNotFound(text));
        }
        var found = customers.byRecord(text.substring(0, colon), text.substring(colon + 1), 2);
        if (found.size() != 1) {
            throw new CustomerNotFound(text);
        }
        return found.getFirst();
    }
}
