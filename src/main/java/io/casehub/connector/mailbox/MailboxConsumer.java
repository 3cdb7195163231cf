package io.casehub.connector.mailbox;

import io.casehub.intake.MailPage;
import java.time.Duration;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Reading} on a thread of its own while its route is started. */
final class MailboxConsumer extends DefaultConsumer implements Suspendable {

    private static final Duration LAST_PAGE = Duration.ofSeconds(10);

    private final String system;
    private final MailboxSettings settings;
    private final Books books;
    private @Nullable Reading reading;
    private @Nullable Thread thread;

    MailboxConsumer(Endpoint endpoint, Processor processor, String system, MailboxSettings settings, Books books) {
        super(endpoint, processor);
        this.system = system;
        this.settings = settings;
        this.books = books;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        read();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        read();
    }

    @Override
    protected void doSuspend() throws Exception {
        rest();
        super.doSuspend();
    }

    @Override
    protected void doStop() throws Exception {
        rest();
        super.doStop();
    }

    private void read() {
        if (reading != null) {
            return;
        }
        var fresh = new Reading(system, getRouteId(), settings, books, this::hand);
        reading = fresh;
        thread = Thread.ofPlatform().daemon().name("mailbox-" + getRouteId()).start(fresh);
    }

    /** A page that is on its way may come to its end; nothing else is waited for. */
    private void rest() throws InterruptedException {
        if (reading == null || thread == null) {
            return;
        }
        reading.end();
        if (thread != Thread.currentThread()) {
            thread.join(LAST_PAGE);
        }
        reading = null;
        thread = null;
    }

    private void hand(MailPage page) throws Exception {
        var exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(page);
            getProcessor().process(exchange);
            var failure = exchange.getException();
            if (failure != null) {
                throw failure;
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
