package io.casehub.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = Hub.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "casehub.security.jwt.roles-claim=realm_access.roles", "casehub.security.jwt.name-claim=preferred_username"})
class TokensIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Issuer ISSUER = Issuer.start();

    private final int port;
    private final ApiKeys keys;

    TokensIT(@LocalServerPort int port, @Autowired ApiKeys keys) {
        this.port = port;
        this.keys = keys;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        DATABASE.into(settings);
        settings.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", ISSUER::uri);
    }

    @Test
    void aTokenIsACallerWithTheRolesWeKnow() {
        var token = ISSUER.token(Map.of("preferred_username", "grace", "realm_access",
                Map.of("roles", List.of("offline_access", "supervisor"))));

        assertThat(get("/api/v1/cases", token).body()).isEqualTo("supervisor:grace 0");
        assertThat(get("/api/v1/parked", token).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenWithoutARoleOfOursMayNothing() {
        var token = ISSUER
                .token(Map.of("roles", List.of("agent"), "realm_access", Map.of("roles", List.of("king", "customer"))));

        assertThat(get("/api/v1/cases", token).statusCode()).isEqualTo(403);
        assertThat(get("/docs/", token).statusCode()).isEqualTo(403);
    }

    @Test
    void aTokenThatIsForeignForgedOldOrBrokenIsNoCredential() {
        Map<String, Object> agent = Map.of("realm_access", Map.of("roles", List.of("agent")));
        assertThat(get("/api/v1/cases", ISSUER.token(agent)).body()).isEqualTo("agent:0815 0");

        var forged = ISSUER.token(agent, Duration.ofMinutes(5), Issuer.newKey());
        var old = ISSUER.token(agent, Duration.ofMinutes(-5), ISSUER.key());
        var foreign = Issuer.start().token(agent);
        for (var token : List.of(forged, old, foreign, "x.y.z", "nonsense", "a b")) {
            var answer = get("/api/v1/cases", token);

            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(answer.body()).contains("/problems/unauthorized").doesNotContain(token);
        }
    }

    @Test
    void keysAreTakenBesideTokens() {
        var key = keys.issue("ada", Set.of(Role.AGENT), null, "cli:root").text();

        assertThat(get("/api/v1/cases", key).body()).isEqualTo("agent:ada 0");
    }

    private HttpResponse<String> get(String path, String bearer) {
        return Hub.send(port, "GET", path, "Authorization", "Bearer " + bearer);
    }
}
