package io.casehub.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Notes when a request came, before anything else looks at it: who gives a deadline waits from then
 * on, and not from when the hub has found out who he is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Arrival implements Filter {

    private static final String NAME = Arrival.class.getName();

    /** By {@link System#nanoTime()}. */
    static long of(ServletRequest request) {
        return request.getAttribute(NAME) instanceof Long arrived ? arrived : System.nanoTime();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(NAME, System.nanoTime());
        chain.doFilter(request, response);
    }
}
