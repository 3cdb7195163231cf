package io.casehub.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessRulesTest {

    @Test
    void nothingIsOpenToStrangersButHealthAndInfoAndWebhooksThatCheckThemselves() {
        assertThat(AccessRules.TABLE).filteredOn(AccessRules.Rule::isOpen)
                .extracting(rule -> rule.path().getPatternString())
                .containsExactly("/actuator/health/**", "/actuator/info", "/api/v1/webhooks/*");
    }
}
