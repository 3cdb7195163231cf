package io.casehub.landscape.company;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who ordered what, over the last two years; the newest orders are still on their way. */
final class Orders {

    private static final int DAYS = 700;
    private static final int FIRST = 240_001;
    static final int FIRST_RETURN = 10_001;

    private final long seed;
    private final Past past;
    private final List<Product> products = Product.all();

    Orders(long seed, Past past) {
        this.seed = seed;
        this.past = past;
    }

    List<Order> of(List<Integer> customers, int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            var chance = Chance.of(seed, "order", i);
            var customer = customers
                    .get(chance.in(0.6) ? chance.below(customers.size()) : chance.skewed(customers.size()));
            var age = (int) ((long) (count - 1 - i) * DAYS / count) + 1;
            return order("B-" + (FIRST + i), customer, age, chance);
        }).toList();
    }

    List<Return> returns(List<Order> orders) {
        var returns = new ArrayList<Return>();
        for (var order : orders) {
            var chance = Chance.of(seed, "return" + order.no(), 0);
            if (!order.reached(40) || !chance.in(0.04))
                continue;
            returns.add(
                    new Return(returnNo(FIRST_RETURN + returns.size()), order, chance.oneOf("01", "02", "03", "04"),
                            chance.oneOf("10", "20", "30", "30", "90"),
                            chance.oneOf("Rahmen passt nicht", "Beschädigt angekommen", "",
                                    "Falscher Artikel geliefert", "Kunde hat es sich anders überlegt"),
                            past.later(order.changed(), chance.between(24, 300), chance)));
        }
        return returns;
    }

    static String returnNo(int number) {
        return "R%06d".formatted(number);
    }

    private Order order(String no, int customer, int age, Chance chance) {
        var day = past.daysAgo(age);
        var lines = Stream
                .generate(() -> new Order.Line(chance.oneOf(products), chance.in(0.8) ? 1 : chance.between(2, 6)))
                .limit(chance.between(1, chance.between(1, 4))).toList();
        var placed = past.on(day, chance);
        var state = state(age, chance);
        return new Order(no, customer, day, state, lines, past.later(placed, Integer.parseInt(state) * 2, chance));
    }

    private static String state(int age, Chance chance) {
        if (chance.in(0.04))
            return "90";
        if (age > 10)
            return chance.in(0.95) ? "50" : "40";
        if (age > 5)
            return chance.oneOf("40", "50", "50");
        if (age > 2)
            return chance.oneOf("20", "30", "40");
        return chance.oneOf("10", "20");
    }
}
