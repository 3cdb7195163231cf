package io.casehub.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Who is calling: by telephone, mail address and number of an order, at a rate that does not wait.
 */
final class LookupFigure implements Figure {

    private static final double A_SECOND = 500;
    private static final int CONNECTIONS = 32;

    @Override
    public Measured measure(Setting setting) {
        int customers = setting.sizes().getLast();
        var store = setting.stores().of(customers);
        try (var hub = setting.hub(store, Map.of())) {
            var measured = new Measured("lookup").line("customers", "", Spread.single(customers));
            ways().forEach((name, way) -> {
                check(hub, way.apply(Stores.number(customers, 4711)), String.valueOf(Stores.number(customers, 4711)));
                var random = new Random(1);
                var requests = IntStream.range(0, setting.requests())
                        .mapToObj(n -> hub.get(way.apply(Stores.number(customers, random.nextInt(customers)))))
                        .toList();
                var load = hub.load(CONNECTIONS, 200, n -> requests.get(n % requests.size()));
                load.closed(setting.warmUp());
                var latencies = load.open(A_SECOND, setting.requests());
                measured.atMost("by " + name + ", p99 at 500/s", "ms", Latencies.at(latencies, 0.99), 10)
                        .line("by " + name + ", p50", "ms", Latencies.at(latencies, 0.5));
            });
            return measured;
        }
    }

    private static Map<String, LongFunction<String>> ways() {
        var ways = new LinkedHashMap<String, LongFunction<String>>();
        ways.put("phone", number -> path("phone", Trade.phone(number)));
        ways.put("email", number -> path("email", mail(number)));
        ways.put("order", number -> path("order", "A-" + number + "-1"));
        return ways;
    }

    /** A copy has the name of whom it is copied from, and the number of its own. */
    private static String mail(long number) {
        long original = Stores.number((int) (number % 10_000));
        return Trade.customer(original, 0).path("email").asText().replace(String.valueOf(original),
                String.valueOf(number));
    }

    private static void check(Hub hub, String path, String number) {
        var found = hub.read(path);
        if (found.path("items").size() != 1 || !found.toString().contains(number)) {
            throw new IllegalStateException(path + " did not find the one customer: " + found);
        }
    }

    private static String path(String name, String value) {
        return "/api/v1/customers?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
