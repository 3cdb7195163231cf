package io.casehub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Who makes a request, however that was proved.
 *
 * @param name of the key, or of the token's subject
 * @param roles all of them, in the order of {@link Role}; none where a token has no role of ours
 */
public record Caller(String name, Set<Role> roles, Proof proof) {

    /** What a caller showed. */
    public enum Proof {
        API_KEY, TOKEN
    }

    public Caller {
        var sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
    }

    /**
     * The caller behind the principal of a request.
     *
     * @throws IllegalStateException where there is none: no room is asked anything by nobody
     */
    public static Caller of(@Nullable Principal principal) {
        if (principal instanceof CallerAuthentication authentication) {
            return authentication.caller();
        }
        throw new IllegalStateException("this request has no authenticated caller");
    }

    /**
     * As {@link #of(Principal)}, from any thread: a request's own principal is known to the thread that
     * took it alone.
     */
    public static Caller of(HttpServletRequest request) {
        var context = new RequestAttributeSecurityContextRepository().loadDeferredContext(request).get();
        return of(context.getAuthentication());
    }

    /** Whether this caller has the role or one that covers it. */
    public boolean may(Role role) {
        return roles.stream().anyMatch(own -> own.covers(role));
    }

    /**
     * As the audit trail names this caller: {@code agent:ada}, by the highest of the roles an agent's
     * work needs.
     */
    public String actor() {
        var role = roles.contains(Role.SUPERVISOR)
                ? Role.SUPERVISOR
                : roles.stream().findFirst().orElseThrow(() -> new IllegalStateException("a caller without a role"));
        return role.word() + ":" + name;
    }
}
