package io.casehub.connector.mailbox;

import java.io.IOException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** How the hub is let into a mailbox. */
interface Access {

    void login(IMAPProtocol imap, String user) throws IOException, ProtocolException;

    /** Called now and then while the mailbox is read: what grows old is renewed before it dies. */
    default void keepAlive() {}
}
