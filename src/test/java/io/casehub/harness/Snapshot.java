package io.casehub.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything a hub knows, without what differs from hub to hub: its ids, its numbers and the times
 * at which it fetched. A customer is named by the records that are that customer.
 */
final class Snapshot {

    private static final Set<String> HUBS_OWN = Set.of("id", "number", "fetchedAt", "next", "href");
    private static final List<String> SECTIONS = List.of("profile", "cases", "orders", "subscriptions", "invoices",
            "payments", "shipments", "interactions", "scores", "suggestions", "consents");

    /** What an answer says where there is no section at all. */
    private static final String NOTHING = "{\"count\":0,\"items\":[]}";

    private final JdbcClient jdbc;
    private final Map<String, String> customers = new HashMap<>();
    private final Map<String, Set<String>> parts = new TreeMap<>();

    private Snapshot(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static Snapshot of(JdbcClient jdbc) {
        var snapshot = new Snapshot(jdbc);
        snapshot.customers();
        snapshot.rows("records", "select system, entity, key, changed_at, sequence, raw_hash from source_record");
        snapshot.rows("history", """
                select system, entity, key, changed_at, sequence, raw_hash, md5(raw), md5(canonical) from source_version
                """);
        snapshot.rows("parked", "select system, mapping, stage, reason, md5(payload) from parked_record");
        snapshot.cases();
        snapshot.views();
        return snapshot;
    }

    /** What one snapshot has and the other has not, a line each; empty where they are equal. */
    List<String> differences(Snapshot other) {
        var differences = new ArrayList<String>();
        for (var part : parts.keySet()) {
            compare(part, parts.getOrDefault(part, Set.of()), other.parts.getOrDefault(part, Set.of()), "only here",
                    differences);
            compare(part, other.parts.getOrDefault(part, Set.of()), parts.getOrDefault(part, Set.of()), "only there",
                    differences);
        }
        return differences;
    }

    /** How many things each part holds: a comparison of nothing with nothing proves nothing. */
    Map<String, Integer> sizes() {
        var sizes = new TreeMap<String, Integer>();
        parts.forEach((part, things) -> sizes.put(part, things.size()));
        return sizes;
    }

    private static void compare(String part, Set<String> here, Set<String> there, String where, List<String> found) {
        here.stream().filter(thing -> !there.contains(thing)).map(thing -> part + " " + where + ": " + thing)
                .forEach(found::add);
    }

    private void customers() {
        jdbc.sql("""
                select customer_id::text, string_agg(system || ':' || key, ' ' order by system, key) as records
                from member group by customer_id
                """).query(row -> {
            customers.put(row.getString(1), row.getString(2));
        });
        parts.put("customers", new TreeSet<>(customers.values()));
    }

    private void rows(String part, String sql) {
        parts.put(part, new TreeSet<>(jdbc.sql(sql).query((row, number) -> {
            var text = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                text.append(row.getString(i)).append(' ');
            }
            return text.toString();
        }).list()));
    }

    private void cases() {
        var cases = new TreeSet<String>();
        jdbc.sql("""
                select h.customer_id::text, concat_ws(' ', h.origin_system, h.origin_entity, h.origin_key, h.type,
                       h.subject, h.status, h.priority, h.assignee, h.opened_at, h.changed_at) as said,
                       (select string_agg(concat_ws(' ', l.system, l.entity, l.key, l.status, l.source_status,
                               l.sequence, l.gone), '; ' order by l.system, l.entity, l.key)
                        from case_link l where l.case_id = h.id) as links
                from hub_case h
                """).query(row -> {
            cases.add(row.getString(2) + " of " + customers.get(row.getString(1)) + " for " + row.getString(3));
        });
        parts.put("cases", cases);
    }

    private void views() {
        var views = new TreeSet<String>();
        jdbc.sql("select * from customer_view").query(row -> {
            var customer = customers.get(row.getString("customer_id"));
            for (var section : SECTIONS) {
                var bytes = row.getBytes(section);
                if (bytes != null && !new String(bytes, UTF_8).equals(NOTHING)) {
                    views.add(customer + " " + section + " "
                            + plain(ExactJson.parse(new String(bytes, UTF_8))));
                }
            }
        });
        parts.put("views", views);
    }

    /** JSON without the hub's own; a list's items that share an instant may stand in any order. */
    private static String plain(JsonNode json) {
        if (json instanceof ObjectNode object) {
            var fields = new TreeMap<String, String>();
            object.fields().forEachRemaining(field -> {
                if (!HUBS_OWN.contains(field.getKey()) || !object.has("source") && field.getKey().equals("number")) {
                    fields.put(field.getKey(), plain(field.getValue()));
                }
            });
            return fields.toString();
        }
        if (json.isArray()) {
            var items = new ArrayList<String>();
            json.forEach(item -> items.add(plain(item)));
            return items.stream().sorted().toList().toString();
        }
        return json.toString();
    }
}
