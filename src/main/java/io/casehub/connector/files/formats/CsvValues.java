package io.casehub.connector.files.formats;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one CSV record, taken in line by line: a quoted value may go over several. By our
 * own hand, because a parser of whole files loses all that stands behind a quote nobody closed.
 */
final class CsvValues {

    private final char delimiter;
    private final @Nullable Character quote;
    private final List<String> values = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private State state = State.BEFORE;

    CsvValues(char delimiter, @Nullable Character quote) {
        this.delimiter = delimiter;
        this.quote = quote;
    }

    /**
     * Takes a line.
     *
     * @throws Malformed where text stands behind a closing quote
     */
    CsvValues take(String line) throws Malformed {
        if (state == State.QUOTED) {
            value.append('\n');
        }
        for (int i = 0; i < line.length(); i++) {
            take(line.charAt(i));
        }
        if (state != State.QUOTED) {
            end();
        }
        return this;
    }

    /** Whether a quote is still open. */
    boolean isOpen() {
        return state == State.QUOTED;
    }

    List<String> values() {
        return values;
    }

    private void take(char c) throws Malformed {
        boolean isQuote = quote != null && c == quote;
        if (state == State.QUOTED) {
            if (isQuote) {
                state = State.CLOSED;
            } else {
                value.append(c);
            }
        } else if (c == delimiter) {
            end();
        } else if (isQuote && state == State.CLOSED) { // a doubled quote stands for itself
            value.append(c);
            state = State.QUOTED;
        } else if (isQuote && state == State.BEFORE) {
            state = State.QUOTED;
        } else if (state == State.CLOSED) {
            throw new Malformed();
        } else {
            value.append(c);
            state = State.PLAIN;
        }
    }

    private void end() {
        values.add(value.toString());
        value.setLength(0);
        state = State.BEFORE;
    }

    private enum State {
        BEFORE,
        PLAIN,
        QUOTED,
        CLOSED
    }

    /** Text behind a closing quote. */
    static final class Malformed extends Exception {}
}
