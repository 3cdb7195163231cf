package io.casehub.security;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the doors. Tokens are taken only where an issuer is set, by Spring Boot's own
 * {@code spring.security.oauth2.resourceserver.jwt.*}.
 *
 * @param corsOrigins origins whose pages may call the API from a browser, such as
 * {@code https://desk.example.org}; none unless set
 * @param customerTokenLife how long a customer's token opens anything, 15 minutes unless set; at
 * most an hour
 */
@ConfigurationProperties("casehub.security")
record SecuritySettings(@DefaultValue List<String> corsOrigins, @DefaultValue Jwt jwt,
        @DefaultValue("15m") Duration customerTokenLife) {

    private static final Duration LONGEST = Duration.ofHours(1);

    SecuritySettings {
        corsOrigins = List.copyOf(corsOrigins);
        if (customerTokenLife.toSeconds() < 1 || customerTokenLife.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("casehub.security.customer-token-life is from 1s to 1h, such as 15m");
        }
        for (var origin : corsOrigins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException("casehub.security.cors-origins holds '" + origin
                        + "': write each origin whole and without a path, such as https://desk.example.org");
            }
        }
    }

    /**
     * What is read from a token.
     *
     * @param rolesClaim the claim with the roles, a path such as {@code realm_access.roles} where it is
     * nested
     * @param nameClaim the claim with the name that the audit trail shows; {@code sub} where a token
     * lacks it
     */
    record Jwt(@DefaultValue("roles") String rolesClaim, @DefaultValue("sub") String nameClaim) {

        Jwt {
            if (rolesClaim.isBlank() || nameClaim.isBlank()) {
                throw new IllegalArgumentException(
                        "casehub.security.jwt.roles-claim and name-claim name claims of the token: they cannot be blank");
            }
        }
    }
}
