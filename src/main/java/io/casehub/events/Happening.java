package io.casehub.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import org.jspecify.annotations.Nullable;

/** An event before it has a number. */
record Happening(String type, @Nullable CustomerId customer, @Nullable CaseId hubCase, @Nullable CustomerId retired) {

    static Happening customer(String type, CustomerId customer) {
        return new Happening(type, customer, null, null);
    }

    static Happening merged(CustomerId retired, CustomerId survivor) {
        return new Happening("customer.merged", survivor, null, retired);
    }

    static Happening hubCase(String type, CaseId id, @Nullable CustomerId customer) {
        return new Happening(type, customer, id, null);
    }

    /** The ids and nothing else: who wants to know more reads it, as far as he may. */
    String data() {
        var json = JsonNodeFactory.instance.objectNode().put("type", type);
        if (customer != null) {
            json.put("customer", customer.toString());
        }
        if (hubCase != null) {
            json.put("case", hubCase.toString());
        }
        if (retired != null) {
            json.put("retired", retired.toString());
        }
        return json.toString();
    }
}
