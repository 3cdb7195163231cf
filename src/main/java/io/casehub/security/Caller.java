package io.casehub.security;

import io.casehub.model.CustomerId;
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
 * @param customer who this is where he is a customer, as his token was made for: whom he was merged
 * into since then, the identity room knows
 */
public record Caller(String name, Set<Role> roles, Proof proof, @Nullable CustomerId customer) {

    /** What a caller showed. */
    public enum Proof {
        API_KEY,
        TOKEN,
        CUSTOMER_TOKEN
    }

    public Caller {
        var sorted = EnumSet.noneOf(Role.class);
        sorted.addAll(roles);
        roles = Collections.unmodifiableSet(sorted);
        if (roles.contains(Role.CUSTOMER) ? customer == null || roles.size() > 1 : customer != null) {
            throw new IllegalArgumentException("a customer is a customer and nothing else, and nobody else is one");
        }
    }

    /** Somebody who is no customer. */
    public Caller(String name, Set<Role> roles, Proof proof) {
        this(name, roles, proof, null);
    }

    static Caller ofCustomer(CustomerId customer) {
        return new Caller(customer.toString(), Set.of(Role.CUSTOMER), Proof.CUSTOMER_TOKEN, customer);
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
     * Whether this caller sees cases whole; others see what is meant for customers, of some of them.
     */
    public boolean isStaff() {
        return roles.stream().anyMatch(Role::isStaff);
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
