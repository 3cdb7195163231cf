package io.casehub.connector.token;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * The access tokens of mailboxes, one for reading and sending, and the alarm before one dies: a
 * meter, and a word in the hub's health. It says {@code WARNING} and not that the hub is down: a
 * hub that is started anew has no other token.
 */
@Component("mailTokens")
public class MailTokens implements HealthIndicator {

    private final Clock clock;
    private final MeterRegistry meters;
    private final RefreshTokens refreshTokens;
    private final Map<Login, Token> tokens = new ConcurrentHashMap<>();

    MailTokens(Clock clock, MeterRegistry meters, RefreshTokens refreshTokens) {
        this.clock = clock;
        this.meters = meters;
        this.refreshTokens = refreshTokens;
    }

    /**
     * The token of a user of a system's mail servers; the same for all that ask with the same client.
     * Another client takes the place of the one before.
     */
    Token of(String system, String user, OAuthClient client) {
        meters.gauge("casehub.mail.token.seconds.left", Tags.of("system", system), this,
                known -> known.secondsLeft(system));
        return tokens.compute(new Login(system, user), (login, known) -> known != null && known.isOf(client)
                ? known
                : new Token(system, client, refreshTokens, clock));
    }

    /**
     * Takes off an endpoint's parameters how one logs in: {@code auth}, and of {@code xoauth2}
     * {@code tokenUrl}, {@code clientId}, {@code clientSecret}, {@code refreshToken}, {@code scope}.
     * Empty where it is by password.
     *
     * @throws IllegalArgumentException where nobody could log in so
     */
    public Optional<Token> take(String system, String user, Map<String, Object> parameters) {
        var auth = taken(parameters, "auth");
        var url = taken(parameters, "tokenUrl");
        var id = taken(parameters, "clientId");
        var secret = taken(parameters, "clientSecret");
        var refreshToken = taken(parameters, "refreshToken");
        var scope = taken(parameters, "scope");
        return switch (auth) {
            case "", "password" -> Optional.empty();
            case "xoauth2" -> Optional.of(of(system, user, new OAuthClient(url, id, secret, refreshToken, scope)));
            default -> throw new IllegalArgumentException("auth is password or xoauth2, and not " + auth);
        };
    }

    private static String taken(Map<String, Object> parameters, String name) {
        return Objects.toString(parameters.remove(name), "").strip();
    }

    private double secondsLeft(String system) {
        return tokens(system).mapToLong(token -> token.left().toSeconds()).min().orElse(0);
    }

    private Stream<Token> tokens(String system) {
        return tokens.entrySet().stream().filter(token -> token.getKey().system().equals(system))
                .map(Map.Entry::getValue);
    }

    @Override
    public Health health() {
        var health = tokens.values().stream().anyMatch(token -> token.trouble().isPresent())
                ? Health.status("WARNING")
                : Health.up();
        tokens.keySet().stream().map(Login::system).distinct().forEach(system -> tokens(system)
                .min(Comparator.comparing(Token::left))
                .ifPresent(token -> health.withDetail(system, token.left().toSeconds() + " s left"
                        + token.trouble().map(", "::concat).orElse(""))));
        return health.build();
    }

    private record Login(String system, String user) {}
}
