package io.casehub.connector.mailbox;

import io.casehub.connector.patience.Backoff;
import io.casehub.intake.MailPage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one mailbox until it is ended: page by page, then waiting for news; after a failure over a
 * new connection.
 */
final class Reading implements Runnable {

    /** Takes a page; what it throws means that the page was not taken. */
    interface Door {
        void accept(MailPage page) throws Exception;
    }

    private static final Logger log = LoggerFactory.getLogger(Reading.class);

    /** How long to leave a mailbox to the node that reads it. */
    private static final Duration ANOTHER_NODE = Duration.ofSeconds(3);
    /** A server that refuses a password may lock the account of who tries it too often. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final String system;
    private final String route;
    private final MailboxSettings settings;
    private final Books books;
    private final Door door;
    private final MailPages pages;
    private final Backoff backoff = new Backoff(LONGEST_WAIT);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Line line = new Line();

    Reading(String system, String route, MailboxSettings settings, Books books, Door door) {
        this.system = system;
        this.route = route;
        this.settings = settings;
        this.books = books;
        this.door = door;
        this.pages = new MailPages(system, route, settings, books);
    }

    /**
     * From any thread. The thread that reads stops at once, or when the page it is handing over is in.
     */
    void end() {
        ended.countDown();
        line.close();
    }

    @Override
    public void run() {
        while (!isEnded()) {
            try (var fresh = new Line()) {
                line = fresh;
                if (!books.holds(system)) {
                    pause(ANOTHER_NODE);
                } else if (!isEnded()) {
                    serve(ImapSession.open(settings, fresh));
                }
            } catch (InterruptedException e) {
                ended.countDown();
            } catch (Throwable e) {
                // the last frame of the thread: whatever passes it silences the mailbox for good
                recover(e);
            }
        }
    }

    private boolean isEnded() {
        return ended.getCount() == 0;
    }

    private void serve(ImapSession session) throws Exception {
        pages.afterwards(session);
        while (!isEnded() && books.holds(system)) {
            var page = pages.next(session);
            if (page.isPresent()) {
                hand(page.get());
                pages.afterwards(session);
            }
            reached();
            if (page.isEmpty()) {
                books.readWhole(route);
            }
            settings.access().keepAlive();
            if (page.isEmpty() && session.canIdle()) {
                session.idle(settings.poll());
            } else if (page.isEmpty()) {
                pause(settings.poll());
            }
        }
    }

    private void hand(MailPage page) throws Exception {
        door.accept(page);
        if (books.cursor(route).equals(Optional.ofNullable(page.before()))) {
            throw new IllegalStateException("the page was handed over, but its cursor was not stored");
        }
    }

    private void reached() {
        books.reached(system, route);
        if (backoff.reached()) {
            log.atInfo().addKeyValue("route", route).log("mailbox read again");
        }
    }

    private void recover(Throwable failure) {
        if (isEnded()) {
            return;
        }
        var reason = Fault.of(failure);
        if (!backoff.isFailing()) {
            log.atWarn().addKeyValue("route", route).addKeyValue("reason", reason).log("mailbox could not be read");
        }
        try {
            books.failed(system, route, reason);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("route", route).addKeyValue("reason", Fault.of(e)).log("failure was not recorded");
        }
        pause(backoff.failed(Instant.now(), Duration.ZERO));
    }

    /** Ends early when the reading ends. */
    private void pause(Duration time) {
        try {
            boolean unused = ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            ended.countDown();
        }
    }
}
