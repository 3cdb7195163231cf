package io.casehub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How much is measured.
 *
 * @param customers in the store, where a figure has one
 * @param sizes the numbers of customers that growth is measured at, ascending
 * @param records that a leg of {@code ingest} takes in
 * @param rounds of A B B A
 * @param jvm what hubs are started with
 * @param requests of one leg, and three times as many to warm up
 */
record Setting(Server server, Stores stores, Path folder, int customers, List<Integer> sizes, int records,
        int rounds, int requests, List<String> jvm) {

    /** A hub on a store, with whatever the others are started with. */
    Hub hub(String store, Map<String, String> more) {
        return Hub.start(server, store, folder, more, jvm.toArray(String[]::new));
    }

    /** Leaves behind what a reader of the figure needs to explain it. */
    void explain(String store) throws IOException {
        Files.write(folder.resolve("statements-" + store + ".txt"), server.slowest(store));
    }

    int warmUp() {
        return 3 * requests;
    }
}
