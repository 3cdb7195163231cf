package io.casehub.ingest.drift;

/** Fisher's exact test of two proportions, one-sided. It is right for small counts, too. */
final class Proportions {

    private static final double NEGLIGIBLE = 1e-12;

    private Proportions() {}

    /**
     * How probable it is to find this many hits or more among the recent ones by chance, if recent and
     * earlier ones are alike: the upper tail of the hypergeometric distribution.
     *
     * @return from 0 to 1
     */
    static double chance(long hits, long recent, long earlierHits, long earlier) {
        long all = recent + earlier;
        long allHits = hits + earlierHits;
        double term = Math.exp(lnChoose(allHits, hits) + lnChoose(all - allHits, recent - hits)
                - lnChoose(all, recent));
        double sum = term;
        for (long x = hits; x < Math.min(recent, allHits) && term > sum * NEGLIGIBLE; x++) {
            term *= (double) (allHits - x) / (x + 1) * (recent - x) / (all - allHits - recent + x + 1);
            sum += term;
        }
        return Math.min(1, sum);
    }

    private static double lnChoose(long n, long k) {
        return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
    }

    /** Stirling's series (Abramowitz and Stegun 6.1.41); 0.06 % off at worst, for 1. */
    private static double lnFactorial(long n) {
        return n == 0
                ? 0
                : n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1.0 / (12 * n) - 1.0 / (360.0 * n * n * n);
    }
}
