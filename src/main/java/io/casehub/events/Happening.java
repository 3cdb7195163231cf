package io.casehub.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.Change;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.outbound.Delivery;
import io.casehub.view.Section;
import io.casehub.view.SignalsChanged;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An event before it has a number.
 *
 * @param data the ids and nothing else: who wants to know more reads it, as far as he may
 * @param facts what whoever is told outside the hub need not come back for: words of code lists,
 * names of queues and fields, counts
 */
record Happening(String type, @Nullable CustomerId customer, @Nullable CaseId hubCase, String data,
        @Nullable String facts) {

    static final String CUSTOMER_MERGED = "customer.merged";

    /** @param sections of his view that are other than before: the rest need not be read again */
    static Happening changed(CustomerId customer, Collection<Section> sections) {
        var type = "customer.changed";
        var data = data(type).put("customer", customer.toString());
        sections.stream().sorted().map(Section::member).forEach(data.putArray("sections")::add);
        return new Happening(type, customer, null, data.toString(), null);
    }

    /** Records of it went to another customer, or came from one, without the two being one. */
    static Happening regrouped(CustomerId customer) {
        var type = "customer.regrouped";
        return new Happening(type, customer, null, data(type).put("customer", customer.toString()).toString(), null);
    }

    static Happening merged(CustomerId retired, CustomerId survivor) {
        return new Happening(CUSTOMER_MERGED, survivor, null, data(CUSTOMER_MERGED).put("customer", survivor.toString())
                .put("retired", retired.toString())
                .toString(), null);
    }

    static Happening of(CaseChanged change) {
        var type = switch (change.kind()) {
            case OPENED -> "case.opened";
            case CHANGED, COMMENTED -> "case.changed";
            case WARNED -> "sla.warning";
            case BREACHED -> "sla.breached";
        };
        var facts = facts(change.now());
        if (change.kind() != CaseChanged.Kind.OPENED) {
            var changed = facts.putArray("changed");
            change.changes().stream().map(Change::name).distinct().forEach(changed::add);
            change.change(CaseField.QUEUE).ifPresent(moved -> put(facts, "leftQueue", moved.before()));
        }
        return hubCase(type, change.now().id(), change.now().customer(), facts.toString());
    }

    static Happening hubCase(String type, CaseId id, @Nullable CustomerId customer, @Nullable String facts) {
        return new Happening(type, customer, id, data(type, id, customer).toString(), facts);
    }

    static Happening mergedCase(CaseId retired, CaseId survivor, @Nullable CustomerId customer) {
        var type = "case.merged";
        return new Happening(type, customer, survivor,
                data(type, survivor, customer).put("retired", retired.toString()).toString(), null);
    }

    /** @param name of whom a comment calls, as he calls the hub */
    static Happening mentioned(CaseId id, @Nullable CustomerId customer, String name) {
        var type = "case.mentioned";
        return new Happening(type, customer, id, data(type, id, customer).put("mentioned", name).toString(), null);
    }

    static Happening delivery(String type, Delivery delivery, @Nullable CustomerId customer) {
        var hub = delivery.topic().hubCase().orElse(null);
        var data = data(type);
        put(data, "case", hub == null ? null : hub.toString());
        put(data, "customer", customer == null ? null : customer.toString());
        data.put("delivery", delivery.id().toString()).put("fate", delivery.state().word());
        return new Happening(type, customer, hub, data.toString(),
                JsonNodeFactory.instance.objectNode().put("system", delivery.record().system())
                        .put("command", delivery.kind().word()).toString());
    }

    /** What it is about is for those who may read the view: it may be an address. */
    static Happening signal(SignalsChanged.Change change) {
        var type = change.isRaised() ? "signal.raised" : "signal.cleared";
        return new Happening(type, change.customer(), null,
                data(type).put("customer", change.customer().toString()).toString(),
                JsonNodeFactory.instance.objectNode().put("signal", change.signal().kind().word())
                        .put("since", change.signal().since().toString()).toString());
    }

    private static ObjectNode facts(HubCase hub) {
        var facts = JsonNodeFactory.instance.objectNode().put("number", hub.number())
                .put("version", hub.version())
                .put("status", hub.status().word())
                .put("priority", hub.priority().word());
        put(facts, "caseType", hub.type());
        put(facts, "queue", hub.handling().queue());
        put(facts, "team", hub.handling().team());
        return facts;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static ObjectNode data(String type, CaseId id, @Nullable CustomerId customer) {
        var data = data(type).put("case", id.toString());
        put(data, "customer", customer == null ? null : customer.toString());
        return data;
    }

    private static ObjectNode data(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
