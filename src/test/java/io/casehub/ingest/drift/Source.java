package io.casehub.ingest.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/**
 * A system with many optional fields, as real ones have them: often, seldom, hardly ever; in
 * bursts, since whoever edits twenty records of one kind fills the same fields; missing,
 * {@code null} or blank; some with two types; and with a share that changes over the months.
 */
final class Source {

    private static final double[] RATES = {0.95, 0.8, 0.5, 0.3, 0.1, 0.05, 0.02, 0.01, 0.002, 0.0005};
    private static final int OPTIONAL = 40;

    private final Random random;
    private final boolean[] burst = new boolean[OPTIONAL];
    private int number;
    private int left;

    Source(long seed) {
        random = new Random(seed);
    }

    JsonNode next() {
        number++;
        if (left-- == 0) {
            left = 1 + random.nextInt(4);
            for (int i = 0; i < OPTIONAL; i++) {
                burst[i] = random.nextDouble() < rate(i);
            }
        }
        var record = JsonNodeFactory.instance.objectNode().put("id", number).put("name", "Name " + number)
                .put("status", "OPEN").put("amount", number / 4.0);
        for (int i = 0; i < OPTIONAL; i++) {
            optional(record, "field" + (char) ('A' + i / 10) + (char) ('a' + i % 10), i, burst[i]);
        }
        var items = record.putArray("items");
        for (int i = random.nextInt(4); i > 0; i--) {
            items.addObject().put("sku", "S" + i).put("price", i * 0.5);
        }
        return record;
    }

    private void optional(ObjectNode record, String name, int number, boolean isThere) {
        if (!isThere) {
            switch (number % 3) {
                case 0 -> record.putNull(name);
                case 1 -> record.put(name, "");
                default -> record.remove(name);
            }
        } else if (number % 13 == 0) {
            record.putObject(name).put("street", "Ring 1").put("city", random.nextInt(5) == 0 ? null : "Berlin");
        } else if (number % 17 == 0 && random.nextInt(50) == 0) {
            record.put(name, random.nextInt());
        } else {
            record.put(name, "x");
        }
    }

    /** One in eight fields is filled in less and less, to two thirds after 50,000 records. */
    private double rate(int field) {
        double rate = RATES[field % RATES.length];
        return field % 8 == 0 ? rate * (1 - Math.min(number, 50_000) / 150_000.0) : rate;
    }

}
