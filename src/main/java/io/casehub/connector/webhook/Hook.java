package io.casehub.connector.webhook;

import io.casehub.connector.http.Content;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.webhook.Matter.Said;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a route on one of the webhook templates is told.
 *
 * @param mappings what each record goes through
 * @param id where a call says which delivery it is, the same at every try
 */
record Hook(String system, String route, List<String> mappings, Proof proof, Window window, Optional<Token> id,
        Content content, Matter matter) {

    private static final int LARGEST_PAGE = 1000;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    static Hook ofRecords(Plan plan) {
        return of(plan, new Matter.Records(pointer(plan, "records")));
    }

    static Hook ofHints(Plan plan) {
        return of(plan, new Matter.Hints(pointer(plan, "hints"), pointer(plan, "key"), only(plan),
                plan.whole("pageSize", 1, LARGEST_PAGE)));
    }

    private static Hook of(Plan plan, Matter matter) {
        var window = plan.duration("window");
        if (!window.isPositive() || window.compareTo(LONGEST_WINDOW) > 0) {
            throw plan.wrong("window", "is longer than nothing and at most 7d");
        }
        return new Hook(plan.system(), plan.route(), plan.list("mapping"), Proofs.of(plan),
                new Window(Proofs.time(plan), window), Proofs.id(plan), plan.word("content", Content.class), matter);
    }

    boolean takesHints() {
        return matter instanceof Matter.Hints;
    }

    /** What a body says; all of it in one record with the fault, where nothing can be read of it. */
    Said read(byte[] body) {
        try {
            return matter.in(content.read(body));
        } catch (IOException e) {
            return Said.unreadable(text(body), String.valueOf(e.getMessage()));
        }
    }

    /** Every byte a character where it is no UTF-8, so that nothing of it is lost. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return new String(body, StandardCharsets.ISO_8859_1);
        }
    }

    private static String pointer(Plan plan, String name) {
        var pointer = plan.text(name);
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw plan.wrong(name, "is a JSON pointer such as /data/items, or empty for the whole");
        }
        return pointer;
    }

    private static Map<String, List<String>> only(Plan plan) {
        return plan.lines("only").entrySet().stream().collect(Collectors.toMap(line -> {
            if (!line.getKey().startsWith("/")) {
                throw plan.wrong("only", "is written as /pointer: value, value, one a line");
            }
            return line.getKey();
        }, line -> Arrays.stream(line.getValue().split(",")).map(String::strip).toList()));
    }
}
