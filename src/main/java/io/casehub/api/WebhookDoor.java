package io.casehub.api;

import io.casehub.connector.webhook.Call;
import io.casehub.connector.webhook.Webhooks;
import io.casehub.security.RawBody;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The operation of systems that call by themselves, as {@code routes/api/webhooks.camel.yaml} calls
 * it. Which parameters, headers and bodies they send is not the hub's to say.
 */
@Component
class WebhookDoor {

    private final Webhooks webhooks;

    WebhookDoor(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    public Answer receive(HttpServletRequest request) {
        webhooks.receive(Query.variable(request, "name"), new Call(request::getHeader,
                name -> parameter(request.getQueryString(), name), RawBody.of(request)));
        return new Answer(202, Map.of(), new byte[0]);
    }

    /** Of the address alone: the server would look for it in a form too, and leave no body. */
    private static @Nullable String parameter(@Nullable String query, String name) {
        var value = UriComponentsBuilder.newInstance().query(query).build().getQueryParams().getFirst(name);
        return value == null ? null : UriUtils.decode(value, StandardCharsets.UTF_8);
    }
}
