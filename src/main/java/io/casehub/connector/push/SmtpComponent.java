package io.casehub.connector.push;

import io.casehub.connector.token.MailTokens;
import io.casehub.connector.token.Token;
import io.casehub.connector.token.TokenMissing;
import jakarta.mail.PasswordAuthentication;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.MailAuthenticator;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.springframework.stereotype.Service;

/**
 * Camel's {@code smtp:} with {@code system=…&auth=xoauth2&tokenUrl=…&clientId=…} beside passwords:
 * each sending shows the token that reads the system's mailbox, too.
 */
@Service("smtp-component")
@Component("imap") // under which Camel has the options of all its mail components
final class SmtpComponent extends MailComponent {

    private final MailTokens tokens;

    SmtpComponent(MailTokens tokens) {
        super(new Unhurried());
        this.tokens = tokens;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var system = String.valueOf(parameters.remove("system"));
        var user = String.valueOf(parameters.get("username"));
        var token = tokens.take(system, user, parameters);
        token.ifPresent(found -> parameters.put("mail.smtp.auth.mechanisms", "XOAUTH2"));
        var endpoint = super.createEndpoint(uri, remaining, parameters);
        if (endpoint instanceof MailEndpoint sending && token.isPresent()) {
            sending.getConfiguration().setAuthenticator(new Bearer(user, token.get()));
        }
        return endpoint;
    }

    /**
     * Camel asks when a route starts, too, and then for the user alone: no provider is asked for that.
     */
    private static final class Unhurried extends MailConfiguration {

        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(getUsername(), getPassword());
        }
    }

    private static final class Bearer extends MailAuthenticator {

        private final String user;
        private final Token token;

        Bearer(String user, Token token) {
            this.user = user;
            this.token = token;
        }

        @Override
        public PasswordAuthentication getPasswordAuthentication() {
            try {
                return new PasswordAuthentication(user, token.current());
            } catch (IOException e) {
                throw new TokenMissing(e);
            }
        }
    }
}
