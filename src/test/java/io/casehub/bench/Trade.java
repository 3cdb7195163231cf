package io.casehub.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a shop knows: customers, each with four orders. A number of eleven digits is one customer,
 * always the same one; it stands in all that tells him from others, his telephone, his address and
 * his orders.
 */
final class Trade {

    static final int ORDERS_A_CUSTOMER = 4;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LINES = 3;
    private static final List<String> GIVEN = List.of("Ada", "Grace", "Edsger", "Barbara", "Donald", "Tony", "Niklaus",
            "Leslie", "Alan", "Frances", "Maurice", "Kathleen", "Konrad", "Hedy", "John", "Radia");
    private static final List<String> PARTS = List.of("Ber", "Lin", "Holz", "Stein", "Wald", "Brand", "Feld", "Mann",
            "Hof", "Bach", "Moos", "Kamp", "Rath", "Win", "Sund", "Thal");

    private Trade() {}

    /** @param version how often he has moved; a later version is a later change */
    static ObjectNode customer(long number, int version) {
        var random = new Random(number);
        var given = GIVEN.get(random.nextInt(GIVEN.size()));
        var surname = part(random) + part(random).toLowerCase(Locale.ROOT) + part(random).toLowerCase(Locale.ROOT);
        return JsonNodeFactory.instance.objectNode().put("id", String.valueOf(number)).put("changed", changed(version))
                .put("given", given).put("surname", surname)
                .put("email", given.toLowerCase(Locale.ROOT) + "." + number + "@example.org")
                .put("phone", phone(number))
                .put("street", surname + "weg " + (1 + version + random.nextInt(90)))
                .put("postcode", "%05d".formatted(10_000 + random.nextInt(80_000)))
                .put("city", PARTS.get(random.nextInt(PARTS.size())) + "hausen")
                .put("segment", random.nextBoolean() ? "business" : "private").put("newsletter", random.nextBoolean())
                .put("remark", "Prefers delivery in the morning; ring at the neighbours' if nobody answers.");
    }

    /** @param version how often it was packed anew */
    static ObjectNode order(long customer, int nth, int version) {
        var random = new Random(customer * 31 + nth);
        var id = customer + "-" + nth;
        var order = JsonNodeFactory.instance.objectNode().put("id", id).put("changed", changed(version))
                .put("customer", String.valueOf(customer)).put("number", "A-" + id)
                .put("status", version % 2 == 0 ? "placed" : "shipped").put("placed", BEGIN.plusSeconds(nth).toString())
                .put("channel", "web").put("payment", "invoice");
        var lines = order.putArray("lines");
        int total = 0;
        for (int line = 0; line < LINES; line++) {
            int price = 500 + random.nextInt(20_000);
            total += price;
            lines.addObject().put("product", "P-" + random.nextInt(5000)).put("quantity", 1 + version)
                    .put("price", price)
                    .put("description", "A lamp of brass and glass, model " + random.nextInt(300)
                            + ", with a shade of green silk; spare parts are kept for ten years");
        }
        return order.put("total", total);
    }

    static ObjectNode complaint(long customer) {
        return JsonNodeFactory.instance.objectNode().put("id", "C-" + customer).put("changed", changed(0))
                .put("customer", String.valueOf(customer)).put("subject", "Lamp " + customer + " came broken")
                .put("status", "open");
    }

    static Stream<ObjectNode> customers(LongStream numbers, int version) {
        return numbers.mapToObj(number -> customer(number, version));
    }

    static Stream<ObjectNode> orders(LongStream customers, int version) {
        return customers.boxed().flatMap(
                customer -> Stream.iterate(0, nth -> nth + 1).limit(ORDERS_A_CUSTOMER)
                        .map(nth -> order(customer, nth, version)));
    }

    /** As one call tells of them. */
    static String page(List<ObjectNode> records) {
        return records.stream().map(ObjectNode::toString).collect(Collectors.joining(",", "[", "]"));
    }

    static String phone(long number) {
        return "+49" + number;
    }

    private static String changed(int version) {
        return BEGIN.plusSeconds(60L * (version + 1)).toString();
    }

    private static String part(Random random) {
        return PARTS.get(random.nextInt(PARTS.size()));
    }
}
