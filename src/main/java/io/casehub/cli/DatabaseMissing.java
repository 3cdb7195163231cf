package io.casehub.cli;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says in one sentence what a hub lacks that was started without a database. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseMissing extends AbstractFailureAnalyzer<BeanCreationException> {

    private final Environment environment;

    DatabaseMissing(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, BeanCreationException cause) {
        // the message of Spring Boot's own exception, whose type it hides
        var noDriver = cause.getMostSpecificCause().toString().contains("Failed to determine a suitable driver class");
        var nothingSet = environment.getProperty("spring.datasource.url", "").isBlank();
        return noDriver && nothingSet ? new FailureAnalysis(SettingMissing.DATABASE, null, failure) : null;
    }
}
