package io.casehub.view.search;

import io.casehub.cases.CaseComment;
import io.casehub.cases.Cases;
import io.casehub.identity.Customers;
import io.casehub.ingest.Records;
import io.casehub.view.search.Text.Kind;
import io.casehub.view.search.Text.Name;
import io.casehub.view.search.TextTable.Hit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads, page by page, what was there before the hub could search; it answers meanwhile. */
@Component
class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
    private static final int PAGE = 500;

    private final TextTable texts;
    private final Records records;
    private final Cases cases;
    private final Customers customers;
    private final TransactionTemplate transaction;

    CatchUp(TextTable texts, Records records, Cases cases, Customers customers, TransactionTemplate transaction) {
        this.texts = texts;
        this.records = records;
        this.cases = cases;
        this.customers = customers;
        this.transaction = transaction;
    }

    @EventListener(ApplicationReadyEvent.class)
    void on() {
        if (texts.isAnyMissing()) {
            Thread.ofVirtual().name("search").start(() -> log.atInfo().addKeyValue("texts", run())
                    .log("what was said before the hub could search can be found"));
        }
    }

    /** How many texts there were. */
    long run() {
        long read = 0;
        for (int taken = page(); taken > 0; taken = page()) {
            read += taken;
        }
        return read;
    }

    private int page() {
        return Objects.requireNonNull(transaction.execute(status -> {
            var missing = texts.missing(PAGE);
            var read = Stream.of(ofRecords(missing), ofCases(missing), ofComments(missing)).flatMap(List::stream)
                    .toList();
            var known = read.stream().map(Text::name).collect(Collectors.toCollection(HashSet::new));
            texts.remove(missing.stream().map(Hit::name).filter(name -> !known.contains(name)).toList());
            texts.save(read);
            return missing.size();
        }));
    }

    private List<Text> ofRecords(List<Hit> missing) {
        var sources = missing.stream().flatMap(hit -> hit.name().record().stream()).toList();
        var links = cases.linked(sources);
        var owners = customers.owners(sources);
        return records.current(sources).stream()
                .flatMap(stored -> Reading.of(stored, links, owners.get(stored.source())).stream()).toList();
    }

    /** What a merged case was called is found no more: what it has become has a name of its own. */
    private List<Text> ofCases(List<Hit> missing) {
        return missing.stream().filter(hit -> hit.name().equals(hit.own() == null ? null : Name.of(hit.own())))
                .flatMap(hit -> cases.find(Objects.requireNonNull(hit.own())).map(Reading::of).stream()).toList();
    }

    private List<Text> ofComments(List<Hit> missing) {
        var asked = missing.stream().filter(hit -> hit.name().kind() == Kind.COMMENT).toList();
        var wanted = asked.stream().map(Hit::name).collect(Collectors.toSet());
        var read = new ArrayList<Text>();
        asked.stream().map(Hit::own).filter(Objects::nonNull).distinct().map(Objects::requireNonNull)
                .forEach(hub -> cases.written(List.of(hub)).stream().filter(comment -> isOf(wanted, comment))
                        .forEach(comment -> read.add(Reading.of(hub, comment))));
        return read;
    }

    private static boolean isOf(Set<Name> wanted, CaseComment comment) {
        return wanted.contains(Name.ofComment(comment.id()));
    }
}
