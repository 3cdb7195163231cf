package io.casehub.landscape.crm;

/** A bucket that holds one second's worth of requests and fills steadily. */
final class RateLimit {

    private final int perSecond;
    private double left;
    private long seen = System.nanoTime();

    RateLimit(int perSecond) {
        this.perSecond = perSecond;
        this.left = perSecond;
    }

    synchronized boolean allows() {
        var now = System.nanoTime();
        left = Math.min(perSecond, left + (now - seen) / 1e9 * perSecond);
        seen = now;
        if (left < 1)
            return false;
        left--;
        return true;
    }
}
