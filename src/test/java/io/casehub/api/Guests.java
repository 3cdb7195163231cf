package io.casehub.api;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.security.ApiKeys;
import io.casehub.security.CustomerTokens;
import io.casehub.security.Role;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Customers and partners, and what time does to what they hold. */
final class Guests {

    private final JdbcClient jdbc;
    private final CustomerTokens tokens;
    private final ApiKeys keys;

    Guests(JdbcClient jdbc, CustomerTokens tokens, ApiKeys keys) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.keys = keys;
    }

    String customer(String id) {
        return tokens.issue(new CustomerId(UUID.fromString(id)), "portal:shop").text();
    }

    String expiredCustomer(String id) {
        var text = customer(id);
        jdbc.sql("update customer_token set expires_at = now() where id = ?").param(text.substring(3, 27)).update();
        return text;
    }

    String partner(String name) {
        return keys.issue(name, Set.of(Role.PARTNER), null, "cli:root").text();
    }

    void letSharesExpire(CaseId id, String partner) {
        jdbc.sql("update case_share set shared_until = now() where case_id = ? and partner = ?")
                .params(id.value(), partner).update();
    }
}
