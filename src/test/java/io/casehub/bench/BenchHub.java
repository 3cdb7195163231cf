package io.casehub.bench;

import io.casehub.Casehub;

/** The hub as it is, with the answers beside it that its own are compared with. */
final class BenchHub {

    private BenchHub() {}

    public static void main(String[] args) {
        // the profile "bench" brings the yardsticks in
        Casehub.main(args);
    }
}
