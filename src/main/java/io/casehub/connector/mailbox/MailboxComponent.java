package io.casehub.connector.mailbox;

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
        var settings = new MailboxSettings(required(parameters, "host"),
                option(parameters, "port", Integer.class, tls ? 993 : 143), required(parameters, "user"),
                access(parameters, system), option(parameters, "folder", String.class, "INBOX"), tls, poll,
                option(parameters, "pageSize", Integer.class, 50),
                getAndRemoveParameter(parameters, "address", String.class),
                Afterwards.of(option(parameters, "afterwards", String.class, "leave")));
        return new MailboxEndpoint(uri, this, system, settings, books);
    }

    private Access access(Map<String, Object> parameters, String system) {
        var auth = option(parameters, "auth", String.class, "password");
        var url = text(parameters, "tokenUrl");
        var client = new OAuthClient(url, text(parameters, "clientId"), text(parameters, "clientSecret"),
                text(parameters, "refreshToken"), text(parameters, "scope"));
        var password = text(parameters, "password");
        return switch (auth) {
            case "password" -> new Password(required("password", password));
            case "xoauth2" -> {
                required("clientId", client.id());
                yield tokens.of(system, client.at(required("tokenUrl", url)));
            }
            default -> throw new IllegalArgumentException("auth is password or xoauth2, and not " + auth);
        };
    }

    private String text(Map<String, Object> parameters, String name) {
        return option(parameters, name, String.class, "");
    }

    private static String required(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a mailbox needs its " + name);
        }
        return value;
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
