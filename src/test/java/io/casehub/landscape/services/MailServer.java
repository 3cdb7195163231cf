package io.casehub.landscape.services;

import com.icegreen.greenmail.imap.ImapConstants;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Service;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox on IMAP, and an SMTP server that takes mail for everybody. It forgets all when it
 * stops: its owner appends the mails again at the next start, in the same order, and finds the same
 * UIDs under the same UIDVALIDITY. Flags, other folders and what a client appended or expunged are
 * not kept. SMTP does not insist on a login, but refuses a wrong one.
 */
public final class MailServer implements Service {

    private final int smtp;
    private final int imap;
    private final String address;
    private final String password;
    private final long uidValidity;
    private final Postman postman;
    private volatile @Nullable GreenMail server;

    /** Who keeps the mails. */
    public interface Postman {

        /** A mail arrived by SMTP: once for each recipient, before the sender is told that it was taken. */
        void took(String recipient, byte[] mail);

        /** The mailbox is empty and nobody can look into it yet. */
        void refill(MailServer empty);
    }

    /**
     * @param address of the mailbox, which is its login too
     */
    public MailServer(int smtp, int imap, String address, String password, long uidValidity, Postman postman) {
        this.smtp = smtp;
        this.imap = imap;
        this.address = address;
        this.password = password;
        this.uidValidity = uidValidity;
        this.postman = postman;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public synchronized void start() {
        if (server != null)
            return;
        var started = new PromptMail(setup(smtp, ServerSetup.PROTOCOL_SMTP),
                setup(imap, ServerSetup.PROTOCOL_IMAP));
        var user = started.setUser(address, address, password);
        keepUidValidity(inbox(started, user));
        started.getUserManager().setMessageDeliveryHandler((mail, recipient) -> {
            postman.took(recipient.getEmail(), bytes(mail.getMessage()));
            return new Taken(user);
        });
        server = started;
        postman.refill(this);
        started.start();
    }

    @Override
    public synchronized void stop() {
        var running = server;
        server = null;
        if (running != null)
            running.stop();
    }

    @Override
    public boolean running() {
        return server != null;
    }

    @Override
    public void close() {
        stop();
    }

    /** Puts a mail into the mailbox, byte for byte. While the server is stopped nothing happens. */
    public void append(byte[] mail, Instant arrived) {
        var running = server;
        if (running == null)
            return;
        try {
            var user = running.getUserManager().getUser(address);
            inbox(running, user).appendMessage(new MimeMessage(null, new ByteArrayInputStream(mail)),
                    new Flags(Flags.Flag.RECENT),
                    Date.from(arrived));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSetup setup(int port, String protocol) {
        return new ServerSetup(port, Loopback.HOST, protocol);
    }

    private static MailFolder inbox(GreenMail server, GreenMailUser user) {
        return server.getManagers().getImapHostManager().getFolder(user, ImapConstants.INBOX_NAME);
    }

    // GreenMail takes the time of the start and offers no other way; a new value would make every
    // client read all mails anew
    private void keepUidValidity(MailFolder inbox) {
        try {
            Field field = inbox.getClass().getDeclaredField("uidValidity");
            field.setAccessible(true);
            field.setLong(inbox, uidValidity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(MimeMessage mail) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        try {
            mail.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
