package io.casehub.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.Cases;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a caller's screen shows first of customers: who it is, and what is open. A few statements,
 * however many customers.
 */
@Component
@Transactional(readOnly = true)
public class Summaries {

    private static final int MOST_OPEN = 50;
    private static final List<String> SHOWN = List.of("kind", "name", "contacts", "addresses");

    private final Sheets sheets;
    private final Items items;
    private final Cases cases;

    Summaries(Sheets sheets, Items items, Cases cases) {
        this.sheets = sheets;
        this.items = items;
        this.cases = cases;
    }

    /** In the order given; open cases are those last changed, at most 50. */
    public List<ObjectNode> of(List<CustomerId> customers) {
        if (customers.isEmpty()) {
            return List.of();
        }
        var profiles = sheets.profiles(customers);
        var open = cases.open(customers, MOST_OPEN);
        var bodies = items.bodies(open.values().stream().flatMap(Collection::stream).map(Item::of).toList());
        return customers.stream().map(customer -> {
            var summary = JsonNodeFactory.instance.objectNode().put("id", customer.toString());
            Optional.ofNullable(profiles.get(customer)).ifPresent(profile -> show(summary, profile));
            var list = summary.putArray("openCases");
            open(customer, open).forEach(hub -> Optional.ofNullable(bodies.get(Item.of(hub)))
                    .ifPresent(body -> list.add(ExactJson.parse(body))));
            return summary.put("href", "/api/v1/customers/" + customer);
        }).toList();
    }

    private static List<CaseId> open(CustomerId customer, Map<CustomerId, List<CaseId>> open) {
        return open.getOrDefault(customer, List.of());
    }

    private static void show(ObjectNode summary, byte[] profile) {
        var json = ExactJson.parse(new String(profile, StandardCharsets.UTF_8));
        SHOWN.stream().filter(json::has).forEach(field -> summary.set(field, json.get(field)));
    }
}
