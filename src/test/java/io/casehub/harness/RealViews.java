package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all customers' views show of the products' records, taken together. */
final class RealViews {

    private static final Map<String, String> SECTIONS = Map.of("order", "orders", "invoice", "invoices", "payment",
            "payments", "shipment", "shipments", "interaction", "interactions");

    private final Map<String, Set<String>> shown = new TreeMap<>();
    private final Set<String> cut = new TreeSet<>();

    private RealViews() {}

    static RealViews of(Api api, JdbcClient jdbc) {
        var views = new RealViews();
        jdbc.sql("select distinct customer_id::text from member").query(String.class).list()
                .forEach(id -> views.add(api.get("/api/v1/customers/" + id)));
        return views;
    }

    private void add(JsonNode view) {
        view.at("/customer/records").forEach(record -> add("customer", record));
        SECTIONS.forEach((entity, section) -> {
            view.at("/" + section + "/items").forEach(item -> add(entity, item));
            if (view.at("/" + section + "/count").asInt() > view.at("/" + section + "/items").size()) {
                cut.add(entity);
            }
        });
        for (var one : view.at("/cases/items")) {
            for (var link : one.path("links")) {
                if (link.path("entity").asText().equals("case") && !link.path("gone").asBoolean()) {
                    add("case", link);
                }
            }
        }
    }

    private void add(String entity, JsonNode sourced) {
        shown.computeIfAbsent(sourced.at("/source/system").asText() + " " + entity, name -> new TreeSet<>())
                .add(sourced.at("/source/key").asText());
    }

    /**
     * What views show though the product does not have it, and what none shows; of lists that are cut
     * off, the first alone.
     */
    List<String> differences(RealProducts products) {
        var found = new ArrayList<String>();
        for (var product : products.all()) {
            product.records().forEach((entity, records) -> {
                var name = product.system() + " " + entity;
                var here = shown.getOrDefault(name, Set.of());
                here.stream().filter(key -> !records.containsKey(key)).map(key -> "shown and gone: " + name + " " + key)
                        .forEach(found::add);
                records.keySet().stream().filter(key -> !cut.contains(entity) && !here.contains(key))
                        .map(key -> "in no view: " + name + " " + key).forEach(found::add);
            });
        }
        return found;
    }
}
