package io.casehub.intake.posted;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.identity.Customers;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Records;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.Interaction;
import io.casehub.model.InteractionId;
import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for interactions that are told of one by one, and to those of every channel. One that is
 * posted goes the way of every record: it is kept as it came, mapped, given its customer and sorted
 * into a case, in one transaction.
 */
@Component
public class Interactions {

    private static final String SYSTEM = "api";
    private static final String ROUTE = "api-interactions";
    private static final List<String> MAPPINGS = List.of("api/customer", "api/interaction");

    private final Postings postings;
    private final Antecedents antecedents;
    private final Ingest ingest;
    private final Records records;
    private final Customers customers;
    private final Cases cases;
    private final Clock clock;

    Interactions(Postings postings, Antecedents antecedents, Ingest ingest, Records records, Customers customers,
            Cases cases, Clock clock) {
        this.postings = postings;
        this.antecedents = antecedents;
        this.ingest = ingest;
        this.records = records;
        this.customers = customers;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * Takes an interaction in. The same again of the same caller changes nothing, another content under
     * the same external id is a new version.
     *
     * @throws CaseRefused where it cannot be part of the case it names: nothing of it stays then
     */
    @Transactional
    public Taken take(Post post, String caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var json = post.tree();
        var request = Sha256.of(json.toString().getBytes(UTF_8));
        var known = postings.hold(caller, post.externalId(), now);
        var source = InteractionId.posted(known.key());
        if (Arrays.equals(known.request(), request)) {
            return new Taken(source, find(source).orElse(null), false);
        }
        var posting = known.next(request, now);
        antecedents.add(json, post, caller);
        ingest.accept(page(json.put("key", posting.key()).put("caller", caller).put("sequence", posting.version()),
                posting.receivedAt()));
        postings.save(posting, post.conversation());
        var told = find(source).filter(is -> is.said().revision().sequence() == posting.version());
        told.ifPresent(is -> refuseAnotherCase(is, post));
        return new Taken(source, told.orElse(null), known.version() == 0);
    }

    @Transactional(readOnly = true)
    public Optional<Told> find(SourceRef interaction) {
        return told(List.of(interaction)).stream().findFirst();
    }

    /** All that a case has, of every channel, newest first. */
    @Transactional(readOnly = true)
    public List<Told> of(CaseId id) {
        return told(cases.links(List.of(id)).stream().map(CaseLink::source)
                .filter(source -> source.entity() == Entity.INTERACTION).toList()).stream()
                .sorted(Comparator.comparing((Told told) -> told.said().at()).reversed()
                        .thenComparing(told -> told.said().source()))
                .toList();
    }

    private static Page page(ObjectNode json, Instant at) {
        return new Page(SYSTEM, ROUTE, MAPPINGS, List.of(RawRecord.of(json.put("receivedAt", at.toString()))), null,
                null);
    }

    private List<Told> told(Collection<SourceRef> interactions) {
        if (interactions.isEmpty()) {
            return List.of();
        }
        var owners = customers.owners(interactions);
        var links = cases.linked(interactions);
        return records.current(interactions).stream()
                .filter(stored -> stored.record() instanceof Interaction)
                .map(stored -> new Told((Interaction) stored.record(), stored, owners.get(stored.source()),
                        links.get(stored.source())))
                .toList();
    }

    /**
     * Sorting has the last word on what can be true of a case; here its answer is compared with the
     * wish.
     */
    private void refuseAnotherCase(Told told, Post post) {
        if (post.hubCase() == null) {
            return;
        }
        if (told.link() == null) {
            throw new CaseRefused("case " + cases.get(post.hubCase()).number() + " is of another customer than this "
                    + "interaction; name the customer whose it is, or no case");
        }
        if (!told.link().caseId().equals(post.hubCase())) {
            throw new CaseRefused("this interaction is part of case " + cases.get(told.link().caseId()).number()
                    + " already");
        }
    }
}
