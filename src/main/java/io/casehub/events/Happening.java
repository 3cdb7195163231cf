package io.casehub.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event before it has a number.
 *
 * @param data the ids and nothing else: who wants to know more reads it, as far as he may
 */
record Happening(String type, @Nullable CustomerId customer, @Nullable CaseId hubCase, String data) {

    static Happening changed(CustomerId customer) {
        var type = "customer.changed";
        return new Happening(type, customer, null, data(type).put("customer", customer.toString()).toString());
    }

    static Happening merged(CustomerId retired, CustomerId survivor) {
        var type = "customer.merged";
        return new Happening(type, survivor, null, data(type).put("customer", survivor.toString())
                .put("retired", retired.toString())
                .toString());
    }

    static Happening hubCase(String type, CaseId id, @Nullable CustomerId customer) {
        var data = data(type).put("case", id.toString());
        if (customer != null) {
            data.put("customer", customer.toString());
        }
        return new Happening(type, customer, id, data.toString());
    }

    static Happening mergedCase(CaseId retired, CaseId survivor) {
        var type = "case.merged";
        return new Happening(type, null, survivor,
                data(type).put("case", survivor.toString()).put("retired", retired.toString()).toString());
    }

    /** @param name of whom a comment calls, as he calls the hub */
    static Happening mentioned(CaseId id, @Nullable CustomerId customer, String name) {
        var type = "case.mentioned";
        return new Happening(type, customer, id,
                data(type).put("case", id.toString()).put("mentioned", name).toString());
    }

    static Happening settled(CaseId id, UUID delivery) {
        var type = "delivery.settled";
        return new Happening(type, null, id,
                data(type).put("case", id.toString()).put("delivery", delivery.toString()).toString());
    }

    private static ObjectNode data(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
