package io.casehub.cases.documents;

import io.casehub.cases.types.DocumentsAtHand;
import io.casehub.model.CaseId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The kind of a document is its title, as whoever put it on the case gave it. */
@Component
class TitledDocuments implements DocumentsAtHand {

    private final CaseDocuments documents;

    TitledDocuments(CaseDocuments documents) {
        this.documents = documents;
    }

    @Override
    public Set<String> kinds(CaseId id) {
        return documents.of(id, visibility -> true).stream().map(Document::title).filter(Objects::nonNull)
                .flatMap(title -> Stream.of(title.strip(), title.strip().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
