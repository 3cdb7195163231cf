package io.casehub.view.search;

import io.casehub.cases.CaseComment;
import io.casehub.cases.HubCase;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.Interaction;
import io.casehub.model.Participant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text that is searched.
 *
 * @param field what it is
 * @param weight what a word in it counts: from {@code A}, most, to {@code D}
 */
record Part(String field, char weight, String text) {

    static List<Part> of(HubCase hub) {
        return parts(part("number", 'A', hub.number()), part("subject", 'A', hub.subject()));
    }

    static List<Part> of(CaseComment comment) {
        return parts(part("comment", 'D', comment.text()));
    }

    /** Of a source case or an interaction; of anything else there is none. */
    static List<Part> of(CanonicalRecord record) {
        return switch (record) {
            case CaseRecord said -> parts(part("number", 'A', said.number()), part("subject", 'A', said.subject()),
                    part("order", 'B', said.order()), part("invoice", 'B', said.invoice()),
                    part("text", 'D', said.description()));
            case Interaction said -> parts(part("subject", 'A', said.subject()), part("order", 'B', said.order()),
                    part("people", 'B', people(said)), part("text", 'D', said.text()),
                    part("transcript", 'D', said.transcript() == null ? null : said.transcript().text()));
            default -> List.of();
        };
    }

    private static String people(Interaction said) {
        return Stream.of(Stream.of(said.from()), said.to().stream(), said.cc().stream()).flatMap(some -> some)
                .flatMap(Part::words).collect(Collectors.joining(", "));
    }

    private static Stream<String> words(Participant somebody) {
        return Stream.of(somebody.name(), somebody.address()).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static @Nullable Part part(String field, char weight, @Nullable String text) {
        return text == null || text.isBlank() ? null : new Part(field, weight, text);
    }

    private static List<Part> parts(@Nullable Part... parts) {
        return Stream.of(parts).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    }
}
