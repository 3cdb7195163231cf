package io.casehub.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Databases with so many customers, each made once and kept. The first few thousand come through
 * the hub's own door, all others are their {@link Clones}.
 */
final class Stores {

    private static final int SEED = 2_000;
    private static final int PAGE = 250;

    private final Server server;
    private final Path folder;

    Stores(Server server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** The name of the database; the number is rounded up to a multiple of what is copied. */
    String of(int customers) {
        var name = "bench_" + customers;
        if (!isFilled(name)) {
            server.drop(name);
            server.create(name, seed());
            server.jdbc(name).sql("drop table bench_filled").update();
            int copies = (customers + SEED - 1) / SEED - 1;
            if (copies > 0) {
                new Clones(server, name).make(copies);
            }
            note(name);
        }
        return name;
    }

    /** A fresh one, in which the hub has put its tables and nothing else. */
    String empty(String name) {
        server.drop(name);
        server.create(name, "template1");
        return name;
    }

    /** Numbers of customers that every store has. */
    static long number(int customer) {
        return Long.parseLong(Clones.SEED) * 10_000 + customer % SEED;
    }

    /** Numbers of customers that a store of this size has, of all copies. */
    static long number(int customers, int customer) {
        int copy = customer % ((customers + SEED - 1) / SEED);
        return copy == 0
                ? number(customer)
                : Long.parseLong(Clones.beginning(copy)) * 10_000 + customer % SEED;
    }

    /** The version of changes that are later than all that the store has seen. */
    int nextVersion(String store) {
        var jdbc = server.jdbc(store);
        jdbc.sql("create sequence if not exists bench_version").update();
        return 100 * jdbc.sql("select nextval('bench_version')").query(Integer.class).single();
    }

    private String seed() {
        var name = "bench_seed";
        if (!isFilled(name)) {
            empty(name);
            try (var hub = Hub.start(server, name, folder, Map.of())) {
                var numbers = LongStream.range(0, SEED).map(n -> number((int) n)).toArray();
                hub.tell("customers", pages(Trade.customers(LongStream.of(numbers), 0).toList(), PAGE));
                hub.tell("orders", pages(Trade.orders(LongStream.of(numbers), 0).toList(), PAGE));
            }
            note(name);
        }
        return name;
    }

    static List<String> pages(List<ObjectNode> records, int size) {
        return Stream.iterate(0, from -> from < records.size(), from -> from + size)
                .map(from -> Trade.page(records.subList(from, Math.min(records.size(), from + size))))
                .collect(Collectors.toList());
    }

    private boolean isFilled(String name) {
        return server.has(name) && server.jdbc(name).sql("select to_regclass('bench_filled') is not null")
                .query(Boolean.class).single();
    }

    private void note(String name) {
        server.jdbc(name).sql("create table bench_filled ()").update();
    }
}
