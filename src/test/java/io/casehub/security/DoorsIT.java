package io.casehub.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = Hub.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
        "casehub.http.max-body=1KB", "casehub.security.cors-origins=" + DoorsIT.DESK})
class DoorsIT {

    static final String DESK = "https://desk.example.org";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Map<Role, String> KEYS = new EnumMap<>(Role.class);

    private final int port;
    private final ApiKeys keys;

    DoorsIT(@LocalServerPort int port, @Autowired ApiKeys keys) {
        this.port = port;
        this.keys = keys;
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        DATABASE.into(settings);
    }

    @BeforeEach
    void everyRoleHasAKey() {
        for (var role : Role.ofKeys()) {
            KEYS.computeIfAbsent(role, r -> keys.issue("ada", Set.of(r), null, "cli:root").text());
        }
    }

    @ParameterizedTest(name = "{0} {1}: nobody {2}, agent {3}, supervisor {4}, integrator {5}")
    @CsvSource({
            "GET,    /actuator/health,           200, 200, 200, 200",
            "GET,    /actuator/health/liveness,  200, 200, 200, 200",
            "GET,    /actuator/info,             200, 200, 200, 200",
            "POST,   /actuator/health,           401, 403, 403, 200",
            "GET,    /actuator,                  401, 403, 403, 200",
            "GET,    /actuator/prometheus,       401, 403, 403, 200",
            "GET,    /api/v1/customers,          401, 200, 200, 200",
            "GET,    /api/v1/cases/17/history,   401, 200, 200, 200",
            "POST,   /api/v1/cases,              401, 200, 200, 403",
            "PATCH,  /api/v1/cases/17,           401, 200, 200, 403",
            "GET,    /api/v1/connectors,         401, 403, 403, 200",
            "POST,   /api/v1/connectors/crm/pause, 401, 403, 403, 200",
            "GET,    /api/v1/parked,             401, 403, 403, 200",
            "POST,   /api/v1/parked/17/replay,   401, 403, 403, 200",
            "GET,    /openapi.yaml,              401, 200, 200, 200",
            "GET,    /docs/index.html,           401, 200, 200, 200",
            "GET,    /elsewhere,                 401, 200, 200, 200",
            "POST,   /elsewhere,                 401, 403, 403, 403"})
    void everyRoleGetsAsFarAsTheTableSays(String method, String path, int nobody, int agent, int supervisor,
            int integrator) {
        assertThat(Hub.send(port, method, path).statusCode()).isEqualTo(nobody);
        assertThat(withKey(Role.AGENT, method, path).statusCode()).isEqualTo(agent);
        assertThat(withKey(Role.SUPERVISOR, method, path).statusCode()).isEqualTo(supervisor);
        assertThat(withKey(Role.INTEGRATOR, method, path).statusCode()).isEqualTo(integrator);
    }

    @Test
    void aKeyIsTakenAsItsOwnHeaderOrAsABearer() {
        var key = key(Role.AGENT);

        assertThat(get("/api/v1/cases", "X-Api-Key", key).body()).isEqualTo("agent:ada 0");
        assertThat(get("/api/v1/cases", "Authorization", "Bearer " + key).body()).isEqualTo("agent:ada 0");
        assertThat(get("/api/v1/cases", "Authorization", "bearer " + key).body()).isEqualTo("agent:ada 0");
        assertThat(get("/api/v1/cases", "X-Api-Key", key, "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(401);
    }

    @Test
    void basicOpensPagesForReadingAndNothingElse() {
        var basic = "Basic " + Base64.getEncoder()
                .encodeToString(("ada:" + key(Role.SUPERVISOR)).getBytes(StandardCharsets.UTF_8));

        for (var page : new String[]{"/docs/", "/docs/index.html", "/console/connectors", "/openapi.yaml"}) {
            assertThat(get(page, "Authorization", basic).statusCode()).as(page).isEqualTo(200);
        }
        assertThat(get("/api/v1/cases", "Authorization", basic).statusCode()).isEqualTo(401);
        assertThat(get("/docs-of-others", "Authorization", basic).statusCode()).isEqualTo(401);
        assertThat(Hub.send(port, "POST", "/console/pause", "Authorization", basic).statusCode()).isEqualTo(401);
        assertThat(get("/docs/", "Authorization", "Basic nonsense").statusCode()).isEqualTo(401);
    }

    @Test
    void aBrowserThatSendsItsPasswordAlongDisturbsNoKey() {
        assertThat(get("/api/v1/cases", "X-Api-Key", key(Role.AGENT), "Authorization", "Basic eDp5").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalIsAProblemThatTellsAStrangerNothing() {
        var unknown = get("/api/v1/cases?q=1", "X-Api-Key", "ch_000000000000_" + "0".repeat(64));
        var wrong = get("/api/v1/cases?q=1", "X-Api-Key", key(Role.AGENT).substring(0, 16) + "0".repeat(64));

        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(unknown.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"casehub\"");
        assertThat(unknown.body()).startsWith("{\"type\":\"/problems/unauthorized\",\"title\":")
                .contains("\"status\":401")
                .contains("\"detail\":").endsWith("\"instance\":\"/api/v1/cases\"}");
        assertThat(wrong.body()).isEqualTo(unknown.body()).isEqualTo(get("/api/v1/cases").body());
        assertThat(withKey(Role.AGENT, "GET", "/api/v1/parked").body()).contains("\"/problems/forbidden\"");
        assertThat(get("/docs/").headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                challenge -> assertThat(challenge).startsWith("Basic"));
    }

    @Test
    void aBodyOverTheLimitIsRefusedWithOrWithoutAStatedLength() {
        for (var body : new boolean[]{true, false}) {
            assertThat(post(1024, body).body()).isEqualTo("agent:ada 1024");

            var refused = post(1025, body);
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(refused.body()).contains("/problems/too-large");
        }
    }

    @Test
    void answersForbidFramesForeignScriptsAndGuessingOfTypes() {
        var headers = get("/actuator/health").headers();

        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cases", "/api/v1/events", "/graphql"})
    void aBrowserIsToldWhatPagesOfANamedOriginMaySend(String path) {
        var asked = Hub.send(port, "OPTIONS", path, "Origin", DESK, "Access-Control-Request-Method", "PATCH",
                "Access-Control-Request-Headers", "x-api-key,if-match,content-type,last-event-id");
        var foreign = Hub.send(port, "OPTIONS", path, "Origin", "https://evil.example.org",
                "Access-Control-Request-Method", "GET");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains(DESK);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElse("")).contains("PATCH");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Headers").orElse("").toLowerCase(Locale.ROOT))
                .contains("x-api-key", "if-match", "content-type", "last-event-id");
        assertThat(asked.headers().firstValue("Access-Control-Max-Age")).contains("3600");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cases", "/api/v1/events", "/graphql"})
    void onlyPagesOfANamedOriginMayCallTheApi(String path) {
        var named = get(path, "X-Api-Key", key(Role.AGENT), "Origin", DESK);
        var foreign = get(path, "X-Api-Key", key(Role.AGENT), "Origin", "https://evil.example.org",
                "Accept-Language", "de");

        assertThat(named.headers().firstValue("Access-Control-Allow-Origin")).contains(DESK);
        assertThat(named.headers().firstValue("Access-Control-Expose-Headers").orElse("")).contains("ETag");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(foreign.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(foreign.body()).contains("/problems/foreign-origin", "Von dort nicht erlaubt");
    }

    @Test
    void aRefusalIsCalledByItsNameInTheLanguageOfTheCaller() {
        assertThat(get("/api/v1/cases", "Accept-Language", "fr, de-AT;q=0.8").body()).contains("Kein gültiger Ausweis");
        assertThat(get("/api/v1/parked", "X-Api-Key", key(Role.AGENT), "Accept-Language", "de").body())
                .contains("Nicht erlaubt");
    }

    @Test
    void theCallerIsKnownOnAnyThread() {
        assertThat(get("/api/v1/elsewhere", "X-Api-Key", key(Role.SUPERVISOR)).body()).isEqualTo("supervisor:ada");
    }

    private String key(Role role) {
        return KEYS.getOrDefault(role, "");
    }

    private HttpResponse<String> withKey(Role role, String method, String path) {
        return Hub.send(port, method, path, "X-Api-Key", key(role));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return Hub.send(port, "GET", path, headers);
    }

    private HttpResponse<String> post(int length, boolean stated) {
        var body = stated ? BodyPublishers.ofByteArray(new byte[length]) : Hub.inChunks(length);
        return Hub.send(port, "POST", "/api/v1/cases", body, "X-Api-Key", key(Role.AGENT));
    }
}
