package io.casehub.connector.http;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * How much a system is asked: so many requests in a time, so many at a time, none for a while after
 * many failures one after the other.
 */
final class Limits {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SERVER_ERROR = 500;
    private static final ScheduledExecutorService WATCH = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("http-watch").factory());

    private final RateLimiter rate;
    private final Bulkhead concurrency;
    private final CircuitBreaker breaker;
    private final HttpSettings settings;

    Limits(String system, HttpSettings settings) {
        this.settings = settings;
        this.rate = RateLimiter.of(system, RateLimiterConfig.custom()
                .limitForPeriod(settings.perPeriod() == 0 ? Integer.MAX_VALUE : settings.perPeriod())
                .limitRefreshPeriod(settings.period()).timeoutDuration(PATIENCE).build());
        this.concurrency = Bulkhead.of(system, BulkheadConfig.custom().maxConcurrentCalls(settings.concurrency())
                .maxWaitDuration(PATIENCE).build());
        this.breaker = CircuitBreaker.of(system, CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.breaker()).minimumNumberOfCalls(settings.breaker())
                .failureRateThreshold(100).waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(1).build());
    }

    /**
     * Sends one request; what was refused for its own sake does not count as a failure of the system.
     */
    ClassicHttpResponse within(ExecChain.Scope scope, Request request) throws IOException, HttpException {
        if (!rate.acquirePermission() || !concurrency.tryAcquirePermission()) {
            throw new LeftAlone("the system was asked no more: its rate or concurrency is used up for a minute");
        }
        if (!breaker.tryAcquirePermission()) {
            concurrency.releasePermission();
            throw new LeftAlone(
                    "the system failed " + settings.breaker() + " times one after the other and is left alone");
        }
        long began = System.nanoTime();
        var watch = WATCH.schedule(scope.execRuntime::discardEndpoint, 2 * settings.timeout().toMillis(),
                TimeUnit.MILLISECONDS);
        boolean isWell = false;
        try {
            var response = request.send();
            isWell = response.getCode() < SERVER_ERROR;
            return response;
        } finally {
            watch.cancel(false);
            concurrency.releasePermission();
            long took = System.nanoTime() - began;
            if (isWell) {
                breaker.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                breaker.onError(took, TimeUnit.NANOSECONDS, new IOException("failed"));
            }
        }
    }

    /** What is sent within the limits. */
    interface Request {
        ClassicHttpResponse send() throws IOException, HttpException;
    }
}
