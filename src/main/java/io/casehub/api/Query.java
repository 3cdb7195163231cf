package io.casehub.api;

import io.casehub.model.CodeWord;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a request asks for in its path and query, read strictly: a parameter that the contract does
 * not know is refused by its name, not ignored. It reads the request itself, since Camel's headers
 * mix parameters with what callers send as HTTP headers.
 */
final class Query {

    static final String BEHIND = "behind";
    static final String LIMIT = "limit";

    private static final int LONGEST = 1000;
    private static final int USUAL_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;

    private final String path;
    private final Map<String, String> values = new TreeMap<>();

    private Query(String path) {
        this.path = path;
    }

    static Query of(HttpServletRequest request, String... known) {
        var names = Set.of(known);
        var query = new Query(request.getRequestURI());
        request.getParameterMap().forEach((name, given) -> {
            if (!names.contains(name)) {
                throw new BadRequest("there is no query parameter '" + name + "' here; known are " + List.of(known));
            }
            if (given.length > 1 || given[0].length() > LONGEST || given[0].indexOf('\u0000') >= 0) {
                throw new BadRequest(name + " is given once, with at most " + LONGEST + " characters of text");
            }
            if (!given[0].isBlank()) {
                query.values.put(name, given[0].strip());
            }
        });
        return query;
    }

    /** The {@code id} in the request's path, decoded. */
    static String id(HttpServletRequest request) {
        return variable(request, "id");
    }

    static String variable(HttpServletRequest request, String name) {
        var variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return String.valueOf(variables.get(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** One word of a code list, or several with commas between. */
    <E extends Enum<E> & CodeWord> List<E> words(String name, Class<E> list) {
        return text(name).stream()
                .flatMap(words -> Arrays.stream(words.split(",")))
                .map(word -> CodeWord.find(list, word.strip())
                        .orElseThrow(() -> new BadRequest(name + " is one or more of " + words(list))))
                .toList();
    }

    /** One word of a code list. */
    <E extends Enum<E> & CodeWord> Optional<E> one(String name, Class<E> list) {
        return text(name).map(word -> CodeWord.find(list, word)
                .orElseThrow(() -> new BadRequest(name + " is one of " + words(list))));
    }

    /** A time as RFC 3339 has it, with a zone; seconds may be left out. */
    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw new BadRequest(name + " is a time with a zone, such as 2026-01-05T10:00:00Z");
            }
        });
    }

    int limit() {
        return number(LIMIT, USUAL_LIMIT, LARGEST_LIMIT);
    }

    /** A whole number from 1, or the usual one where none is given. */
    int number(String name, int usual, int largest) {
        return text(name).map(text -> Math.toIntExact(number(name, text, 1, largest))).orElse(usual);
    }

    /** How many entries of a list numbered from one are behind the caller already. */
    long seen() {
        return text(BEHIND).map(text -> number(BEHIND, text, 0, Long.MAX_VALUE)).orElse(0L);
    }

    /** The link to what stands behind this answer. */
    String next(String behind) {
        var next = UriComponentsBuilder.fromPath(path);
        var parameters = new TreeMap<>(values);
        parameters.put(BEHIND, behind);
        parameters.keySet().forEach(name -> next.queryParam(name, "{" + name + "}"));
        return next.encode().buildAndExpand(parameters).toUriString();
    }

    static <E extends Enum<E> & CodeWord> List<String> words(Class<E> list) {
        return Arrays.stream(list.getEnumConstants()).map(CodeWord::word).toList();
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number out of bounds
        }
        throw new BadRequest(name + " is a whole number from " + least + " to " + most);
    }
}
