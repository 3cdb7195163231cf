package io.casehub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.support.GenericApplicationContext;

/** A clock that shows what it was set to. */
public final class ClockByHand extends Clock {

    private final AtomicReference<Instant> now;

    public ClockByHand(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    public void set(Instant at) {
        now.set(at);
    }

    public void pass(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    /** Makes it the clock of the rooms of a test. */
    public void into(GenericApplicationContext context) {
        context.registerBean("clockOfThisTest", Clock.class, () -> this, definition -> definition.setPrimary(true));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
