package io.casehub.connector.mailbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The access tokens of mailboxes, and the alarm before one dies: a meter, and a word in the hub's
 * health. It says {@code WARNING} and not that the hub is down: a hub that is started anew has no
 * other token.
 */
@Component("mailTokens")
class MailTokens implements HealthIndicator {

    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    MailTokens(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** A token of its own for a mailbox; it takes the place of the one that its route had before. */
    Token of(String system, OAuthClient client) {
        var token = new Token(system, client, clock);
        tokens.put(system, token);
        meters.gauge("casehub.mail.token.seconds.left", Tags.of("system", system), this,
                known -> known.secondsLeft(system));
        return token;
    }

    private double secondsLeft(String system) {
        var token = tokens.get(system);
        return token == null ? 0 : token.left().toSeconds();
    }

    @Override
    public Health health() {
        var health = tokens.values().stream().anyMatch(token -> token.trouble().isPresent())
                ? Health.status("WARNING")
                : Health.up();
        tokens.forEach((system, token) -> health.withDetail(system, token.trouble()
                .map(trouble -> token.left().toSeconds() + " s left, not renewed: " + trouble)
                .orElseGet(() -> token.left().toSeconds() + " s left")));
        return health.build();
    }
}
