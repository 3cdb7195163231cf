package io.casehub.connector.http;

import io.casehub.connector.plan.Plan;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request headers as a route's parameter gives them: one {@code Name: value} a line. */
public final class Headers {

    private Headers() {}

    public static Map<String, String> parse(String lines) {
        var headers = new LinkedHashMap<String, String>();
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("a header is written as Name: value");
            }
            headers.put(line.substring(0, colon).strip(), value(line.substring(colon + 1).strip()));
        });
        return headers;
    }

    /** @throws io.casehub.mapping.FileBroken where a line of the parameter is none */
    public static Map<String, String> of(Plan plan, String parameter) {
        var headers = plan.lines(parameter);
        headers.replaceAll((name, value) -> value(value));
        return headers;
    }

    /** {@code Basic user:password} is encoded here, so that nobody has to write Base64. */
    private static String value(String value) {
        return value.startsWith("Basic ") && value.contains(":")
                ? "Basic " + Base64.getEncoder().encodeToString(value.substring(6).getBytes(StandardCharsets.UTF_8))
                : value;
    }
}
