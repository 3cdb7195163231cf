package io.casehub.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A request as if its caller had asked for one resource of the API: so GraphQL goes through the
 * same doors as everybody, with the same bounds and refusals.
 */
final class GraphqlRequest extends HttpServletRequestWrapper {

    private final String path;
    private final @Nullable String id;
    private final Map<String, String[]> parameters = new TreeMap<>();

    /**
     * @param path of the collection
     * @param arguments query parameters by name, and {@code id} of one in it
     */
    GraphqlRequest(HttpServletRequest request, String path, Map<String, Object> arguments) {
        super(request);
        this.id = arguments.get("id") instanceof String text ? text : null;
        this.path = id == null ? path : path + "/" + id;
        arguments.forEach((name, value) -> {
            if (!name.equals("id") && value != null) {
                parameters.put(name, new String[]{String.valueOf(value)});
            }
        });
    }

    GraphqlRequest with(String parameter, Collection<String> words) {
        parameters.put(parameter, new String[]{String.join(",", words)});
        return this;
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    /** Headers are about the whole answer and not about this part of it; its language is the same. */
    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(HttpHeaders.ACCEPT_LANGUAGE) ? super.getHeader(name) : null;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return name.equals(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                ? id == null ? Map.of() : Map.of("id", id)
                : super.getAttribute(name);
    }
}
