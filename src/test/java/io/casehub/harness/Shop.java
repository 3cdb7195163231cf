package io.casehub.harness;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Four customers to six orders, of the size such records have, as a web API and as tables. */
record Shop(Map<String, List<ObjectNode>> records) {

    private static final List<String> GIVEN = List.of("Ada", "Grace", "Edsger", "Barbara", "Donald", "Tony", "Niklaus",
            "Leslie", "Alan", "Frances");
    private static final String[] PARTS = {"Ber", "Lin", "Holz", "Stein", "Wald", "Brand", "Feld", "Mann", "Hof",
            "Bach",
            "Moos", "Kamp", "Rath", "Win", "Sund", "Thal"};

    static Shop of(int count) {
        var random = new Random(1);
        int people = count * 4 / 10;
        var customers = new ArrayList<ObjectNode>();
        for (int id = 1; id <= people; id++) {
            customers.add(customer(id, random));
        }
        var orders = new ArrayList<ObjectNode>();
        for (int id = 1; id <= count - people; id++) {
            orders.add(order(id, 1 + random.nextInt(people), random));
        }
        return new Shop(Map.of("customer", customers, "order", orders));
    }

    String page(String kind, int offset, int limit) {
        var all = records.getOrDefault(kind, List.of());
        var page = JsonNodeFactory.instance.objectNode().put("total", all.size());
        page.putArray("items").addAll(all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size())));
        return page.toString();
    }

    void into(JdbcClient jdbc) {
        jdbc.sql("create schema shop").update();
        records.forEach((kind, all) -> {
            var table = "shop.\"" + kind + "\"";
            jdbc.sql("create table " + table
                    + " (id bigint primary key, changed timestamp not null, record text not null)")
                    .update();
            for (int from = 0; from < all.size(); from += 1000) {
                var page = all.subList(from, Math.min(all.size(), from + 1000));
                jdbc.sql("insert into " + table + " select * from unnest(?::bigint[], ?::timestamp[], ?::text[])")
                        .param(page.stream().map(record -> record.path("id").asLong()).toArray(Long[]::new))
                        .param(page.stream().map(record -> record.path("changed").asText()).toArray(String[]::new))
                        .param(page.stream().map(ObjectNode::toString).toArray(String[]::new))
                        .update();
            }
            jdbc.sql("create index on " + table + " (changed, id)").update();
        });
    }

    private static ObjectNode customer(int id, Random random) {
        var given = GIVEN.get(random.nextInt(GIVEN.size()));
        var surname = PARTS[id % 16] + PARTS[id / 16 % 16].toLowerCase(java.util.Locale.ROOT)
                + PARTS[id / 256 % 16].toLowerCase(java.util.Locale.ROOT);
        return record(id).put("given", given).put("surname", surname)
                .put("email", given.toLowerCase(java.util.Locale.ROOT) + "." + id + "@example.org")
                .put("phone", "+49 30 %07d".formatted(1_000_000 + id)).put("street", surname + "weg " + (1 + id % 90))
                .put("postcode", "%05d".formatted(10_000 + id % 80_000)).put("city", PARTS[id % 16] + "hausen")
                .put("segment", id % 3 == 0 ? "business" : "private").put("newsletter", id % 2 == 0)
                .put("remark", "Prefers delivery in the morning; ring at the neighbours' if nobody answers.");
    }

    private static ObjectNode order(int id, int customer, Random random) {
        var order = record(id).put("customer", customer).put("number", "A-%07d".formatted(id)).put("status", "NEW")
                .put("placed", record(id).path("changed").asText()).put("channel", "web").put("payment", "invoice");
        var lines = order.putArray("lines");
        int total = 0;
        for (int line = 0; line < 1 + id % 4; line++) {
            int price = 500 + random.nextInt(20_000);
            total += price;
            lines.addObject().put("product", "P-" + random.nextInt(5000)).put("quantity", 1).put("price", price)
                    .put("description", "A lamp of brass and glass, model " + random.nextInt(300));
        }
        return order.put("total", total);
    }

    private static ObjectNode record(int id) {
        return JsonNodeFactory.instance.objectNode().put("id", id)
                .put("changed", Instant.parse("2026-01-01T00:00:00Z").plusSeconds(id * 7L).toString());
    }
}
