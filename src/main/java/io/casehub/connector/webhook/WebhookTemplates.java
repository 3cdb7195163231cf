package io.casehub.connector.webhook;

import io.casehub.connector.plan.RouteKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The templates of webhooks, and what each makes of its parameters. */
@Configuration
class WebhookTemplates {

    @Bean
    RouteKind recordHook() {
        return new RouteKind("webhook", Hook::ofRecords);
    }

    @Bean
    RouteKind hintHook() {
        return new RouteKind("webhook-hints", Hook::ofHints);
    }
}
