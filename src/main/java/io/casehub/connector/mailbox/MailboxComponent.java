package io.casehub.connector.mailbox;

import io.casehub.connector.token.MailTokens;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.TimeUtils;
import org.springframework.stereotype.Component;

/**
 * {@code mailbox:<system>?host=…&port=993&user=…&password=RAW(…)&folder=INBOX&tls=true&poll=30s&pageSize=50&address=…&afterwards=leave}
 * with a password, or
 * {@code auth=xoauth2&tokenUrl=…&clientId=…&clientSecret=…&refreshToken=…&scope=…}: hands a route
 * the new mails of an IMAP folder, each exchange body a {@link io.casehub.intake.MailPage}.
 */
@Component("mailbox-component")
final class MailboxComponent extends DefaultComponent {

    private final Books books;
    private final MailTokens tokens;

    MailboxComponent(Books books, MailTokens tokens) {
        this.books = books;
        this.tokens = tokens;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String system, Map<String, Object> parameters) {
        boolean tls = option(parameters, "tls", Boolean.class, true);
        var poll = Duration.ofMillis(TimeUtils.toMilliSeconds(option(parameters, "poll", String.class, "30s")));
        var user = required(parameters, "user");
        var settings = new MailboxSettings(required(parameters, "host"),
                option(parameters, "port", Integer.class, tls ? 993 : 143), user,
                access(parameters, system, user), option(parameters, "folder", String.class, "INBOX"), tls, poll,
                option(parameters, "pageSize", Integer.class, 50),
                getAndRemoveParameter(parameters, "address", String.class),
                Afterwards.of(option(parameters, "afterwards", String.class, "leave")));
        return new MailboxEndpoint(uri, this, system, settings, books);
    }

    private Access access(Map<String, Object> parameters, String system, String user) {
        var password = getAndRemoveParameter(parameters, "password", String.class, "");
        return tokens.take(system, user, parameters).<Access>map(Bearer::new).orElseGet(() -> {
            if (password.isBlank()) {
                throw new IllegalArgumentException("a mailbox needs its password, or auth=xoauth2");
            }
            return new Password(password);
        });
    }

    private String required(Map<String, Object> parameters, String name) {
        var value = getAndRemoveParameter(parameters, name, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("a mailbox needs its " + name);
        }
        return value;
    }

    private <T> T option(Map<String, Object> parameters, String name, Class<T> type, T fallback) {
        return getAndRemoveParameter(parameters, name, type, fallback);
    }
}
