package io.casehub.events;

import io.casehub.view.ViewsHeardOf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * One thread of a node that numbers new events and keeps the newest at hand for all its followers.
 * It is woken by this node's own commits and by what other nodes call out ({@link Bell}), and looks
 * now and then for what nobody called. A follower that is too slow for what is at hand reads the
 * table: nobody is buffered for, nobody is dropped.
 */
@Component
class Feed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int AT_HAND = 10_000;
    private static final int AT_ONCE = 500;
    private static final Duration PRUNING = Duration.ofHours(1);

    private final EventLog log;
    private final EventSettings settings;
    private final ObjectProvider<Unread> readers;
    private final ApplicationEventPublisher rooms;
    private final String node = UUID.randomUUID().toString();
    private final Semaphore wakes = new Semaphore(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Event> newest = new ArrayList<>();

    private long last;
    private Instant pruned = Instant.MIN;
    private volatile boolean isRunning;
    private @Nullable Thread thread;

    Feed(EventLog log, EventSettings settings, ObjectProvider<Unread> readers, ApplicationEventPublisher rooms) {
        this.rooms = rooms;
        this.log = log;
        this.settings = settings;
        this.readers = readers;
    }

    void wake() {
        wakes.release();
    }

    /** What this node calls itself where it tells the others. */
    String node() {
        return node;
    }

    /** The number of the newest event at hand. */
    long last() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Some of what comes behind a number, in order. Waits for it, and answers an empty list where
     * nothing came.
     */
    List<Event> behind(long number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            while (isRunning && last <= number && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            if (last <= number) {
                return List.of();
            }
            if (!newest.isEmpty() && newest.getFirst().number() <= number + 1) {
                int from = (int) (number + 1 - newest.getFirst().number());
                return List.copyOf(newest.subList(from, Math.min(newest.size(), from + AT_ONCE)));
            }
        } finally {
            lock.unlock();
        }
        return log.behind(number, AT_ONCE);
    }

    @Override
    public void start() {
        last = log.kept().last();
        isRunning = true;
        thread = Thread.ofVirtual().name("events").start(this::run);
    }

    /**
     * Comes before the web server waits for its requests to end: those of followers end by this only.
     */
    @Override
    public void stop() {
        isRunning = false;
        wake();
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        if (thread != null) {
            join(thread);
        }
    }

    /** Starts before those who read from it, and ends behind them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        boolean isWell = true;
        while (isRunning) {
            try {
                advance();
                isWell = true;
            } catch (DataAccessException | TransactionException e) {
                if (isWell && isRunning) {
                    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("events could not be read");
                }
                isWell = false;
            }
            pause();
        }
    }

    private void advance() {
        long began = System.nanoTime();
        if (log.hasUnnumbered()) {
            log.number(node);
        }
        // whoever numbered them: another node may have
        var fresh = log.behind(last, AT_HAND);
        // before anybody hears of them and comes to read
        rooms.publishEvent(new ViewsHeardOf(Event.customers(fresh), fresh.size() < EventLog.AT_ONCE, began));
        if (!fresh.isEmpty()) {
            append(fresh);
        }
        if (pruned.isBefore(Instant.now().minus(PRUNING))) {
            log.prune(settings.keep(), readers.stream().mapToLong(Unread::behind).min().orElse(Long.MAX_VALUE));
            pruned = Instant.now();
        }
    }

    private void append(List<Event> fresh) {
        lock.lock();
        try {
            newest.addAll(fresh);
            if (newest.size() > AT_HAND) {
                newest.subList(0, newest.size() - AT_HAND).clear();
            }
            last = fresh.getLast().number();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        try {
            wakes.tryAcquire(settings.look().toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
        } catch (InterruptedException e) {
            isRunning = false;
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(2))) {
                thread.interrupt(); // it waits for a database that is away
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
