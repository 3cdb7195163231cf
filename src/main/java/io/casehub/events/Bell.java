package io.casehub.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears at once when another node has numbered events, and wakes this node's feed. It holds one
 * connection of the pool. Where it hears nothing, as behind a pooler that hands connections around,
 * the feed still looks by itself ({@code casehub.events.look}): late, but nothing is missed.
 */
@Component
class Bell implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Bell.class);
    private static final int LOOK_UP_MILLIS = 200;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final DataSource source;
    private final Feed feed;
    private volatile boolean isRunning;
    private @Nullable Thread thread;

    Bell(DataSource source, Feed feed) {
        this.source = source;
        this.feed = feed;
    }

    @Override
    public void start() {
        isRunning = true;
        thread = Thread.ofVirtual().name("events-bell").start(this::run);
    }

    @Override
    public void stop() {
        isRunning = false;
        if (thread != null) {
            join(thread);
        }
    }

    /** Ends before the feed that it wakes. */
    @Override
    public int getPhase() {
        return feed.getPhase() + 1;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        boolean isHeard = true;
        while (isRunning) {
            try (var connection = source.getConnection()) {
                isHeard = true;
                listen(connection);
            } catch (SQLException e) {
                if (isHeard && isRunning) {
                    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("other nodes' events are heard late");
                }
                isHeard = false;
            }
            pause();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + EventLog.CHANNEL);
            feed.wake(); // what was called before one listened
            var line = connection.unwrap(PGConnection.class);
            while (isRunning) {
                var heard = line.getNotifications(LOOK_UP_MILLIS);
                if (heard != null && Arrays.stream(heard).anyMatch(this::isOfAnother)) {
                    feed.wake();
                }
            }
            statement.execute("unlisten *");
        }
    }

    private boolean isOfAnother(PGNotification call) {
        return !call.getParameter().equals(feed.node());
    }

    /** An interrupt would cut the line: the pool would complain of a broken connection. */
    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() {
        try {
            if (isRunning) {
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException e) {
            isRunning = false;
        }
    }
}
