package io.casehub.connector.push;

import io.casehub.outbound.Outcome;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a failed statement means for its command, by the class of its SQLSTATE (ISO/IEC 9075-2): a
 * database that says no has taken its change back.
 */
final class SqlFailures {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(60);
    private static final int LONGEST_WORDS = 300;
    private static final int CLASS = 2;
    /** Cardinality, data, constraints, authorisation of the statement, its syntax. */
    private static final Set<String> NO = Set.of("21", "22", "23", "42", "44");
    private static final String ROLLED_BACK = "40";
    private static final String NO_ENTRANCE = "28";
    private static final Set<String> NOT_CONNECTED = Set.of("08001", "08004");
    private static final Set<String> MEANS_TWICE = Set.of("23505", "23000");

    private SqlFailures() {}

    static Outcome outcome(Throwable failure, Optional<String> once) {
        var said = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20)
                .filter(SQLException.class::isInstance).map(SQLException.class::cast).findFirst();
        return said.map(sql -> outcome(sql, once)).orElseGet(() -> Failures.outcome(failure));
    }

    private static Outcome outcome(SQLException failure, Optional<String> once) {
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        var kind = state.length() < CLASS ? "" : state.substring(0, CLASS);
        if (MEANS_TWICE.contains(state) && once.filter(name -> names(failure, name)).isPresent()) {
            return new Outcome.Delivered("it was there already");
        }
        if (NO.contains(kind)) {
            return new Outcome.Refused(words(failure));
        }
        if (kind.equals(NO_ENTRANCE)) {
            return new Outcome.NotReached(words(failure), LATER);
        }
        return kind.equals(ROLLED_BACK) || NOT_CONNECTED.contains(state)
                || failure instanceof SQLTransientConnectionException // the pool has none to give
                        ? new Outcome.NotReached(words(failure), SOON)
                        : new Outcome.Unknown(words(failure));
    }

    private static boolean names(SQLException failure, String constraint) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT)
                .contains(constraint.toLowerCase(Locale.ROOT));
    }

    private static String words(SQLException failure) {
        var words = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
    }
}
