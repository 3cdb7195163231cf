package io.casehub.connector.http;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.stereotype.Component;

/**
 * Keeps the HTTP client from asking a second time by itself, as it does where a system answers 429
 * or 503: when to try again is for the outbox and the pulls to decide.
 */
@Component("askOnce")
public class AskOnce implements HttpClientConfigurer {

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
    }
}
