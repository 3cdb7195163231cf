package io.casehub.landscape.services;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/**
 * The recipient of a mail that was taken care of already: GreenMail has nothing more to deliver.
 */
record Taken(GreenMailUser mailbox) implements GreenMailUser {

    @Override
    public void deliver(MovingMessage message) {}

    @Override
    public void deliver(MimeMessage message) {}

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public void setPassword(String password) {}

    @Override
    public void authenticate(String password) {}

    @Override
    public String getEmail() {
        return mailbox.getEmail();
    }

    @Override
    public String getLogin() {
        return mailbox.getLogin();
    }

    @Override
    public String getPassword() {
        return mailbox.getPassword();
    }

    @Override
    public String getQualifiedMailboxName() {
        return mailbox.getQualifiedMailboxName();
    }
}
