package io.casehub.connector.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a mailbox is and how it is read.
 *
 * @param access how the user shows that he is who he says
 * @param tls IMAP over TLS from the first byte, the server's certificate checked; otherwise plain
 * @param poll how long to wait for news at most: the safety net under IDLE, and the interval where
 * there is no IDLE
 * @param pageSize how many mails travel together at most, 1 to 500
 * @param address the mail address that people write to, by which mails of our own are recognised
 * @param afterwards what becomes of mails in the mailbox once they are kept
 */
record MailboxSettings(String host, int port, String user, Access access, String folder, boolean tls, Duration poll,
        int pageSize, @Nullable String address, Afterwards afterwards) {

    private static final int LARGEST_PAGE = 500;

    MailboxSettings {
        address = address == null || address.isBlank() ? null : address.strip();
        if (poll.toMillis() < 100) {
            throw new IllegalArgumentException("a mailbox is polled every 100 ms at most, not every " + poll);
        }
        if (pageSize < 1 || pageSize > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page of mails holds 1 to " + LARGEST_PAGE + ", not " + pageSize);
        }
    }

    /** Without user and password: this may stand in a log line. */
    @Override
    public String toString() {
        return (tls ? "imaps://" : "imap://") + host + ":" + port + "/" + folder;
    }
}
