package io.casehub.connector.mailbox;

import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** A password that stands in a setting. */
record Password(String text) implements Access {

    @Override
    public void login(IMAPProtocol imap, String user) throws ProtocolException {
        if (imap.hasCapability("LOGINDISABLED")) {
            imap.authplain(null, user, text);
        } else {
            imap.login(user, text);
        }
    }

    /** This may stand in a log line. */
    @Override
    public String toString() {
        return "a password";
    }
}
