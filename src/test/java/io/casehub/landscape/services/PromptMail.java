package io.casehub.landscape.services;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;

/**
 * A GreenMail whose IMAP answers at once. As it comes, every answer is written in pieces that wait
 * 40 ms for each other (Nagle's algorithm against delayed acknowledgements), and a mailbox of 250
 * mails takes half a minute to read.
 */
final class PromptMail extends GreenMail {

    PromptMail(ServerSetup smtp, ServerSetup imap) {
        super(new ServerSetup[]{smtp, imap});
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers mgr) {
        var services = super.createServices(config, mgr);
        for (var setup : config) {
            if (setup.getProtocol().equals(ServerSetup.PROTOCOL_IMAP))
                services.put(setup.getProtocol(), new Imap(setup, mgr));
        }
        return services;
    }

    private static final class Imap extends AbstractServer {

        Imap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            try {
                client.setTcpNoDelay(true);
            } catch (SocketException gone) {
                // the client has left already, which the handler will find out
            }
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client) {

                @Override
                public void run() {
                    try {
                        super.run();
                    } catch (IllegalStateException hungUp) {
                        // clients may go without a word; the console need not hear of it
                    }
                }
            };
        }
    }
}
