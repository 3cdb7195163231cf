package io.casehub.connector.mailbox;

import io.casehub.connector.token.Token;
import java.io.IOException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/** An access token (XOAUTH2). */
record Bearer(Token token) implements Access {

    @Override
    public void login(IMAPProtocol imap, String user) throws IOException, ProtocolException {
        try {
            imap.authoauth2(user, token.current());
        } catch (CommandFailedException e) {
            token.refused();
            throw e;
        }
    }

    @Override
    public void keepAlive() {
        token.keepAlive();
    }
}
