package io.casehub.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the API key, or the token of a customer, in a request and the caller behind it. A request
 * without one goes on as nobody's.
 */
final class ApiKeyFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyFilter.class);
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final ApiKeys keys;
    private final CustomerTokens customers;
    private final RequestAttributeSecurityContextRepository contexts = new RequestAttributeSecurityContextRepository();

    ApiKeyFilter(ApiKeys keys, CustomerTokens customers) {
        this.keys = keys;
        this.customers = customers;
    }

    /** Whether the request carries one of ours where others carry a provider's token. */
    static boolean bearsKey(HttpServletRequest request) {
        return after(BEARER, request.getHeader("Authorization")).filter(
                text -> text.startsWith(ApiKeys.PREFIX) || text.startsWith(CustomerTokens.PREFIX)).isPresent();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var inHeader = request.getHeader("X-Api-Key");
        if (inHeader != null && after(BEARER, request.getHeader("Authorization")).isPresent()) {
            // two credentials may be two callers, and nobody could say which of them acted
            Refusal.UNAUTHORIZED.answer(request, response);
            return;
        }
        var key = inHeader != null ? Optional.of(inHeader) : keyInAuthorization(request);
        if (key.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            var caller = callerOf(key.get());
            if (caller.isEmpty()) {
                Refusal.UNAUTHORIZED.answer(request, response);
                return;
            }
            enter(caller.get(), request, response);
        } catch (DataAccessException e) {
            LOG.atError().setCause(e).log("API key could not be checked");
            Refusal.UNAVAILABLE.answer(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<Caller> callerOf(String text) {
        return text.startsWith(CustomerTokens.PREFIX) ? customers.callerOf(text) : keys.callerOf(text);
    }

    private void enter(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        var context = new SecurityContextImpl(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static Optional<String> keyInAuthorization(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (bearsKey(request)) {
            return after(BEARER, header);
        }
        return Pages.include(request) ? after(BASIC, header).map(ApiKeyFilter::password) : Optional.empty();
    }

    private static Optional<String> after(String scheme, @Nullable String header) {
        return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(header.substring(scheme.length()).strip())
                : Optional.empty();
    }

    /**
     * What stands behind the first colon; the user's name before it says nothing that the key does not
     * say.
     */
    private static String password(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
