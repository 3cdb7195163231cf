package io.casehub.security;

import static io.casehub.security.Role.ADMIN;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.CUSTOMER;
import static io.casehub.security.Role.INTEGRATOR;
import static io.casehub.security.Role.PARTNER;
import static io.casehub.security.Role.PORTAL;
import static io.casehub.security.Role.SUPERVISOR;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may do what. The first line that fits a request decides, and what no line fits is closed to
 * all. A supervisor may all an agent may ({@link Role#covers}).
 */
final class AccessRules {

    private static final Set<HttpMethod> READ = Set.of(GET, HEAD);
    private static final Set<HttpMethod> ANY = Set.of(HttpMethod.values());

    /** Below it systems call that have no key of the hub. */
    static final String WEBHOOKS = "/api/v1/webhooks";

    static final List<Rule> TABLE = List.of(
            open(READ, "/actuator/health/**"),
            open(READ, "/actuator/info"),
            only(ANY, "/actuator/**", INTEGRATOR),
            open(Set.of(POST), WEBHOOKS + "/*"), // each call proves itself to its webhook
            only(ANY, "/api/v1/connectors/**", INTEGRATOR),
            only(ANY, "/api/v1/parked/**", INTEGRATOR),
            only(ANY, "/api/v1/subscriptions/**", INTEGRATOR, ADMIN),
            only(Set.of(POST), "/api/v1/deliveries/decide", INTEGRATOR),
            only(Set.of(POST), "/api/v1/deliveries/*/decide", AGENT, INTEGRATOR),
            only(READ, "/api/v1/mail/*/raw", INTEGRATOR, ADMIN),
            only(Set.of(POST), "/api/v1/mail/**", INTEGRATOR),
            only(Set.of(POST), "/api/v1/customers/*/tokens", PORTAL),
            only(Set.of(POST), "/api/v1/customers/*/erase", ADMIN),
            // what a program has computed of a customer, or was told of him
            only(Set.of(POST), "/api/v1/customers/*/scores", AGENT, INTEGRATOR),
            only(Set.of(POST), "/api/v1/customers/*/consents", AGENT, INTEGRATOR),
            only(Set.of(POST), "/api/v1/customers/*/suggestions/**", AGENT, INTEGRATOR),
            only(Set.of(POST), "/api/v1/identity/reidentify", INTEGRATOR),
            only(READ, "/api/v1/audit/**", SUPERVISOR, ADMIN),
            // what customers and partners may reach; which cases of it, CaseFinder decides
            only(READ, "/api/v1/cases", AGENT, INTEGRATOR, ADMIN, CUSTOMER, PARTNER),
            only(READ, "/api/v1/cases/*", AGENT, INTEGRATOR, ADMIN, CUSTOMER, PARTNER),
            only(Set.of(POST), "/api/v1/cases/*/comments", AGENT, CUSTOMER, PARTNER),
            only(READ, "/api/v1/cases/*/documents/**", AGENT, INTEGRATOR, ADMIN, CUSTOMER, PARTNER),
            only(Set.of(POST), "/api/v1/cases/*/documents", AGENT, CUSTOMER, PARTNER),
            only(READ, "/api/v1/cases/*/packet", AGENT, INTEGRATOR, ADMIN, CUSTOMER, PARTNER),
            only(READ, "/api/v1/packet-keys", AGENT, INTEGRATOR, ADMIN, CUSTOMER, PARTNER),
            only(READ, "/api/v1/**", AGENT, INTEGRATOR, ADMIN),
            only(ANY, "/api/v1/**", AGENT),
            only(Set.of(POST), "/graphql", AGENT, INTEGRATOR, ADMIN), // it only reads, as GET does below /api/v1
            only(READ, "/**", AGENT, INTEGRATOR, ADMIN));

    private AccessRules() {}

    static AuthorizationDecision decide(Supplier<Authentication> who, RequestAuthorizationContext context) {
        return new AuthorizationDecision(permit(context.getRequest(), () -> caller(who.get())));
    }

    private static boolean permit(HttpServletRequest request, Supplier<@Nullable Caller> who) {
        var method = HttpMethod.valueOf(request.getMethod());
        var path = ServletRequestPathUtils.parse(request).pathWithinApplication();
        return TABLE.stream().filter(rule -> rule.fits(method, path)).findFirst()
                .map(rule -> rule.isOpen() || rule.permits(who.get())).orElse(false);
    }

    private static @Nullable Caller caller(Authentication authentication) {
        return authentication instanceof CallerAuthentication ours ? ours.caller() : null;
    }

    /** One line of the table. Without a role it is open to everybody, known or not. */
    record Rule(Set<HttpMethod> methods, PathPattern path, Set<Role> roles) {

        boolean isOpen() {
            return roles.isEmpty();
        }

        boolean fits(HttpMethod method, PathContainer asked) {
            return methods.contains(method) && path.matches(asked);
        }

        boolean permits(@Nullable Caller caller) {
            return caller != null && roles.stream().anyMatch(caller::may);
        }
    }

    private static Rule open(Set<HttpMethod> methods, String path) {
        return only(methods, path);
    }

    private static Rule only(Set<HttpMethod> methods, String path, Role... roles) {
        return new Rule(methods, PathPatternParser.defaultInstance.parse(path), Set.of(roles));
    }
}
