package io.casehub.connector.http;

import io.casehub.connector.plan.Section;
import io.casehub.mapping.Mappings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;

/** The kinds of authentication, by what {@code http.auth.type} says. */
final class Authentications {

    private Authentications() {}

    /** @throws io.casehub.mapping.FileBroken where it says something it cannot */
    static Authentication of(Section auth, OwnClient client, Mappings mappings) {
        return switch (auth.text("type")) {
            case "none" -> request -> {
            };
            case "basic" -> basic(auth);
            case "bearer" -> {
                auth.known("type", "token");
                yield header(HttpHeaders.AUTHORIZATION, "Bearer " + auth.text("token"));
            }
            case "header" -> {
                auth.known("type", "name", "value");
                yield header(auth.text("name"), auth.text("value"));
            }
            case "query" -> query(auth);
            case "hmac" -> Signature.of(auth);
            case "oauth2" -> Granted.oauth2(auth, client);
            case "session" -> Granted.session(auth, client, mappings);
            default -> throw auth.wrong("type",
                    "is one of none, basic, bearer, header, query, hmac, oauth2 and session");
        };
    }

    private static Authentication basic(Section auth) {
        auth.known("type", "user", "password");
        return header(HttpHeaders.AUTHORIZATION, basic(auth.text("user"), auth.text("password")));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Authentication header(String name, String value) {
        return request -> request.setHeader(name, value);
    }

    private static Authentication query(Section auth) {
        auth.known("type", "name", "value");
        var parameter = auth.text("name") + "=" + URLEncoder.encode(auth.text("value"), StandardCharsets.UTF_8);
        return request -> {
            var path = request.getRequestUri();
            if (!path.contains(parameter)) {
                request.setUri(moved(request, path + (path.contains("?") ? "&" : "?") + parameter));
            }
        };
    }

    private static URI moved(ClassicHttpRequest request, String path) {
        try {
            return URI.create(request.getUri().resolve("/") + path.replaceFirst("^/", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the route's url is none: " + e.getMessage(), e);
        }
    }
}
