/**
 * The {@code mailbox:} endpoint: reads an IMAP folder by UID, in pages, and waits with IDLE. The
 * options of its URI are what connectors in {@code routes/} are written against; they stay valid.
 */
@NullMarked
package io.casehub.connector.mailbox;

import org.jspecify.annotations.NullMarked;
