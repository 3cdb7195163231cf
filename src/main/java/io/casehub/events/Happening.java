package io.casehub.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.outbound.Delivery;
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

    static Happening delivery(String type, Delivery delivery) {
        var hub = delivery.topic().hubCase().orElse(null);
        var customer = delivery.topic().customer().orElse(null);
        var data = data(type);
        if (hub != null) {
            data.put("case", hub.toString());
        }
        if (customer != null) {
            data.put("customer", customer.toString());
        }
        data.put("delivery", delivery.id().toString()).put("fate", delivery.state().word());
        return new Happening(type, customer, hub, data.toString());
    }

    private static ObjectNode data(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
