package io.casehub.view.search;

import io.casehub.ingest.Records;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.CaseRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.view.search.TextTable.Hit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whose the cases of the systems are, by what these call them. */
@Component
@Transactional(readOnly = true)
public class SearchedCases {

    private final TextTable texts;
    private final Records records;

    SearchedCases(TextTable texts, Records records) {
        this.texts = texts;
        this.records = records;
    }

    /** Those that go by a number, or by its digits. */
    public List<Numbered> numbered(String number, int limit) {
        var owners = texts.numbered(number, limit).stream().filter(hit -> hit.customer() != null)
                .collect(Collectors.toMap(hit -> hit.name().record().orElseThrow(), SearchedCases::customer));
        return owners.isEmpty()
                ? List.of()
                : records.current(owners.keySet()).stream().flatMap(stored -> numbered(stored.record(), owners))
                        .toList();
    }

    private static Stream<Numbered> numbered(CanonicalRecord record, Map<SourceRef, CustomerId> owners) {
        var customer = owners.get(record.source());
        var number = record instanceof CaseRecord said ? said.number() : null;
        return customer == null || number == null
                ? Stream.empty()
                : Stream.of(new Numbered(customer, record.source(), number));
    }

    /** Whose the case or the interaction is that has this key in a system. */
    public List<CustomerId> keyed(String system, String key) {
        return texts.keyed(system, key).stream().filter(hit -> hit.customer() != null).map(SearchedCases::customer)
                .distinct().toList();
    }

    private static CustomerId customer(Hit hit) {
        return Objects.requireNonNull(hit.customer());
    }

    /** A case of a system and whose it is. */
    public record Numbered(CustomerId customer, SourceRef source, String number) {}
}
