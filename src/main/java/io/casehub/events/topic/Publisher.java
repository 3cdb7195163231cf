package io.casehub.events.topic;

import io.casehub.events.CloudEvents;
import io.casehub.events.Events;
import io.casehub.events.Unread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Carries every event to the topic, on the one node whose turn it is. Where the broker or the
 * database is away it waits; nothing is kept but in the log of events.
 */
@Component
@EnableConfigurationProperties(TopicSettings.class)
class Publisher implements SmartLifecycle, Unread {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofSeconds(2);

    private final Events events;
    private final CloudEvents form;
    private final Turn turn;
    private final TopicSettings settings;
    private final String name;
    private final Counter told;
    private final AtomicLong waiting = new AtomicLong();

    private volatile boolean isRunning;
    private @Nullable Thread thread;

    Publisher(Events events, CloudEvents form, Turn turn, TopicSettings settings, MeterRegistry meters) {
        this.events = events;
        this.form = form;
        this.turn = turn;
        this.settings = settings;
        this.name = "kafka:" + settings.topic();
        this.told = meters.counter("casehub.events.kafka.told");
        meters.gauge("casehub.events.kafka.waiting", waiting);
    }

    @Override
    public long behind() {
        return settings.isOn() ? turn.number(name) : Long.MAX_VALUE;
    }

    @Override
    public void start() {
        if (settings.isOn()) {
            isRunning = true;
            thread = Thread.ofPlatform().daemon().name("events-to-kafka").start(this::run);
        }
    }

    @Override
    public void stop() {
        isRunning = false;
        if (thread != null) {
            try {
                if (!thread.join(Duration.ofSeconds(3))) {
                    thread.interrupt(); // it waits for a broker that is away
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        boolean isWell = true;
        while (isRunning) {
            try {
                if (turn.keep(name, events.oldest())) {
                    carry();
                    isWell = true;
                }
                Thread.sleep(REST);
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (KafkaException | DataAccessException | TransactionException | IllegalStateException e) {
                if (isWell && isRunning) {
                    LOG.atWarn().addKeyValue("topic", settings.topic()).addKeyValue("reason", e.getMessage())
                            .log("events could not be carried to Kafka; they wait");
                }
                isWell = false;
                rest();
            }
        }
    }

    /** Carries until the turn or the hub ends. */
    private void carry() throws InterruptedException {
        try (var topic = Topic.open(settings, form)) {
            long number = Math.max(turn.number(name), topic.last().orElse(0L));
            if (number > events.last()) {
                throw new IllegalStateException("the topic has events up to " + number + ", of which this hub's "
                        + "database knows nothing: give this hub a topic of its own (casehub.events.kafka.topic)");
            }
            long keptAt = System.nanoTime();
            while (isRunning) {
                var came = events.behind(number, LOOK);
                if (!came.isEmpty()) {
                    topic.put(came);
                    number = came.getLast().number();
                    told.increment(came.size());
                }
                if (System.nanoTime() - keptAt > LOOK.toNanos()) {
                    keptAt = System.nanoTime();
                    waiting.set(events.last() - number);
                    if (!turn.keep(name, number)) {
                        return;
                    }
                }
            }
            turn.keep(name, number);
            turn.end(name);
        }
    }

    private void rest() {
        try {
            waiting.set(Math.max(0, events.last() - turn.number(name)));
            Thread.sleep(REST);
        } catch (DataAccessException | TransactionException e) {
            // told already: the database is away
        } catch (InterruptedException e) {
            isRunning = false;
        }
    }
}
