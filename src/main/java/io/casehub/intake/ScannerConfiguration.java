package io.casehub.intake;

import io.casehub.intake.Scanner.Verdict;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which scanner there is; without one every receipt says so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IntakeSettings.class)
class ScannerConfiguration {

    @Bean
    Scanner scanner(IntakeSettings settings) {
        var clamd = settings.clamd();
        if (clamd == null || clamd.isBlank()) {
            return raw -> new Verdict(null, "not scanned for viruses: casehub.intake.clamd is not set");
        }
        int colon = clamd.lastIndexOf(':');
        return new Clamd(clamd.substring(0, colon), Integer.parseInt(clamd.substring(colon + 1)));
    }
}
