package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.linking.Linking;
import io.casehub.cases.types.NotAllowed;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to cases: open, change, write on, find. Every change is audited and made known in its
 * transaction.
 */
@Component
@Transactional
public class Cases {

    private final CaseStore store;
    private final Links links;
    private final Linking linking;
    private final Comments comments;
    private final Requests requests;
    private final Ledger ledger;
    private final Openings openings;
    private final Steps steps;
    private final Clock clock;

    Cases(CaseStore store, Links links, Linking linking, Comments comments, Requests requests,
            Ledger ledger, Openings openings, Steps steps, Clock clock) {
        this.store = store;
        this.links = links;
        this.linking = linking;
        this.comments = comments;
        this.requests = requests;
        this.ledger = ledger;
        this.openings = openings;
        this.steps = steps;
        this.clock = clock;
    }

    /** Opens a case for a record that has none. */
    public HubCase open(OpenCase wish, String actor) {
        var added = store.add(List.of(openings.of(wish))).getFirst();
        openings.fill(added, wish.more().fields());
        links.save(List.of(CaseLink.to(added.id(), wish.origin(), wish.evidence())));
        if (wish.isByRequest()) {
            linking.learn(wish.origin(), added.customer(), added.openedAt(), added.number());
        }
        ledger.enter(List.of(new CaseChanged(added, Kind.OPENED, List.of(), actor, source(wish.origin()), null)),
                wish.evidence(), clock.instant());
        return added;
    }

    /**
     * As {@link #open(OpenCase, String)}; the same request a second time answers the case of the first.
     */
    public HubCase open(OpenCase wish, String actor, RequestKey key) {
        var repeated = requests.repeated(key);
        if (repeated.isPresent()) {
            return get(new CaseId(repeated.get()));
        }
        var opened = open(wish, actor);
        requests.remember(key, opened.id().value(), opened.id().value());
        return opened;
    }

    /** As {@link #change(CaseId, Wishes, Long, String)}, without fields of its type. */
    public HubCase change(CaseId id, Map<CaseField, @Nullable String> wishes, @Nullable Long version, String actor) {
        return change(id, new Wishes(wishes, Map.of()), version, actor);
    }

    /**
     * Changes a case as far as its type lets the actor; what is already as wished stays unmentioned.
     *
     * @param version the version the caller has seen, or {@code null} to change whatever is there
     * @throws StaleCase where the case has another version by now
     * @throws NotAllowed with what its type would allow
     */
    public HubCase change(CaseId id, Wishes wishes, @Nullable Long version, String actor) {
        var hub = store.locked(id);
        if (version != null && version != hub.version()) {
            throw new StaleCase(hub);
        }
        var at = now();
        var taken = steps.take(hub, wishes, actor, at);
        if (taken.changes().isEmpty()) {
            return hub;
        }
        steps.fill(hub, taken.changes());
        var written = store.update(List.of(taken.now())).getFirst();
        ledger.enter(List.of(new CaseChanged(written, Kind.CHANGED, taken.changes(), actor, null, null)), "api", at);
        return written;
    }

    /**
     * Writes on a case; the same request a second time writes nothing and answers the comment of the
     * first.
     */
    public CaseComment comment(CaseId id, String text, boolean isInternal, String actor, Optional<RequestKey> key) {
        return comment(id, new Remark(text, isInternal, null, List.of()), actor, key);
    }

    /**
     * As {@link #comment(CaseId, String, boolean, String, Optional)}.
     *
     * @throws IllegalArgumentException where it answers a comment that the case does not have
     */
    public CaseComment comment(CaseId id, Remark remark, String actor, Optional<RequestKey> key) {
        var hub = store.locked(id);
        var repeated = key.flatMap(requests::repeated);
        if (repeated.isPresent()) {
            return comments(id).stream().filter(comment -> comment.id().equals(repeated.get())).findFirst()
                    .orElseThrow();
        }
        if (remark.inReplyTo() != null && !comments.has(store.family(hub.id()), remark.inReplyTo())) {
            throw new IllegalArgumentException("inReplyTo is a comment of the same case");
        }
        var comment = new CaseComment(UUID.randomUUID(), now(), actor, remark.isInternal(), remark.text(),
                remark.inReplyTo(), remark.mentions());
        comments.add(hub.id(), comment);
        key.ifPresent(request -> requests.remember(request, hub.id().value(), comment.id()));
        enter(hub, comment);
        return comment;
    }

    /**
     * Notes what a source case is known to say of a field after it was told something, so that its next
     * version, being our own echo, moves nothing.
     *
     * @param field status, priority or assignee
     */
    public void told(SourceRef source, CaseField field, CaseLink.Told what) {
        echoed(source, field, what);
        ledger.heard(links.find(List.of(source)).values().stream()
                .flatMap(link -> store.find(link.caseId()).stream()).toList());
    }

    /** As {@link #told}, of a record of the page that is being stored: cases hear of that anyway. */
    public void echoed(SourceRef source, CaseField field, CaseLink.Told what) {
        links.save(links.find(List.of(source)).values().stream().map(link -> link.told(field, what, now())).toList());
    }

    /**
     * Keeps others from changing these cases until the transaction ends. Who writes to a case's history
     * or to what hangs on it does so behind this, and before he touches anything else of it: so nobody
     * waits for each other in a circle.
     */
    public void hold(Collection<CaseId> ids) {
        store.lock(ids);
    }

    @Transactional(readOnly = true)
    public HubCase get(CaseId id) {
        return store.find(id).orElseThrow(() -> new CaseNotFound(id.toString()));
    }

    /** As {@link #get}, empty where there is no such case. */
    @Transactional(readOnly = true)
    public Optional<HubCase> find(CaseId id) {
        return store.find(id);
    }

    /** A case by its number, {@code CH-000123}. */
    @Transactional(readOnly = true)
    public Optional<HubCase> byNumber(String number) {
        return number.matches("CH-[0-9]{1,12}") ? store.find(Long.parseLong(number.substring(3))) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<HubCase> search(CaseFilter filter) {
        return store.search(filter, null);
    }

    /** As {@link #search(CaseFilter)}, and no other cases than these. */
    @Transactional(readOnly = true)
    public List<HubCase> search(CaseFilter filter, Collection<CaseId> among) {
        return store.search(filter, among);
    }

    /**
     * The cases of each of these customers that are not done, last changed first, so many of each at
     * most.
     */
    @Transactional(readOnly = true)
    public Map<CustomerId, List<CaseId>> open(Collection<CustomerId> customers, int each) {
        return store.open(customers, each);
    }

    @Transactional(readOnly = true)
    public List<CaseComment> comments(CaseId id) {
        return comments.of(store.family(id));
    }

    /** What was written on these cases themselves, not on those that were merged into them. */
    @Transactional(readOnly = true)
    public List<CaseComment> written(Collection<CaseId> ids) {
        return comments.of(ids);
    }

    /** The last that somebody here wrote on each of these cases, where anybody did. */
    @Transactional(readOnly = true)
    public Map<CaseId, CaseComment> lastWritten(Collection<CaseId> ids) {
        return comments.last(ids);
    }

    /** What these cases stand for, case by case. */
    @Transactional(readOnly = true)
    public List<CaseLink> links(Collection<CaseId> cases) {
        return links.of(cases).stream().filter(link -> !OpenCase.isARequest(link.source())).toList();
    }

    /** The case and those that were merged into it: what was written on any of them is the case's. */
    @Transactional(readOnly = true)
    public List<CaseId> family(CaseId id) {
        return store.family(id);
    }

    /** All cases of a customer, but those that lead on to others. */
    @Transactional(readOnly = true)
    public List<HubCase> of(CustomerId customer) {
        return store.of(customer);
    }

    /** The cases that stand for these records, by record. */
    @Transactional(readOnly = true)
    public Map<SourceRef, CaseLink> linked(Collection<SourceRef> records) {
        return links.find(records);
    }

    /** What the customer writes opens his case again; what one of us writes to him is an answer. */
    private void enter(HubCase hub, CaseComment comment) {
        var now = hub.touched(comment.at());
        var changes = new ArrayList<Change>();
        if (comment.author().startsWith("customer:")) {
            if (!hub.status().isInHand()) {
                changes.add(new Change(CaseField.STATUS, hub.status().word(), CaseStatus.OPEN.word()));
                now = now.with(CaseField.STATUS, CaseStatus.OPEN.word(), comment.at());
            }
        } else if (!comment.isInternal() && !comment.author().startsWith("partner:")) {
            now = now.due(hub.due().answered(comment.at()));
        }
        var written = store.update(List.of(now)).getFirst();
        ledger.enter(List.of(new CaseChanged(written, Kind.COMMENTED, changes, comment.author(), null, comment)), "api",
                comment.at());
    }

    private static @Nullable String source(SourceRef origin) {
        return origin.entity() == Entity.CASE ? origin.system() : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
