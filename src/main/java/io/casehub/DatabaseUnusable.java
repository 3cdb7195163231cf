package io.casehub;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says in one sentence why a hub could not start on the database it was given. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DatabaseUnusable extends AbstractFailureAnalyzer<SQLException> {

    private final Environment environment;

    DatabaseUnusable(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        var sentence = sentence(cause);
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    private @Nullable String sentence(SQLException cause) {
        // the classes of PostgreSQL's error codes
        return switch (String.valueOf(cause.getSQLState())) {
            case String state when state.startsWith("08") || state.startsWith("57") -> "The database " + database()
                    + " does not answer: start it, or correct SPRING_DATASOURCE_URL. (" + reason(cause) + ")";
            case String state when state.startsWith("28") -> "The database " + database() + " refuses the login of '"
                    + environment.getProperty("spring.datasource.username", "")
                    + "': correct SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD. (" + reason(cause) + ")";
            case "3D000" -> "The server answers, but there is no database " + database()
                    + ": create it, or correct SPRING_DATASOURCE_URL.";
            default -> null;
        };
    }

    /** Without its parameters, which may hold a password. */
    private String database() {
        return environment.getProperty("spring.datasource.url", "").replaceFirst("\\?.*", "");
    }

    private static String reason(SQLException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
