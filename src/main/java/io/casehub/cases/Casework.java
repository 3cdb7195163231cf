package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseTypes;
import io.casehub.cases.types.FilledFields;
import io.casehub.cases.types.NotAllowed;
import io.casehub.model.CaseId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to how cases are handled: taken from queues, moved to other types, filled in. */
@Component
@Transactional
public class Casework {

    private final Cases cases;
    private final CaseStore store;
    private final CaseTypes types;
    private final Queues queues;
    private final FilledFields fields;
    private final Ledger ledger;
    private final Clock clock;

    Casework(Cases cases, CaseStore store, CaseTypes types, Queues queues, FilledFields fields, Ledger ledger,
            Clock clock) {
        this.cases = cases;
        this.store = store;
        this.types = types;
        this.queues = queues;
        this.fields = fields;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A case of another type or version.
     *
     * @param missing what the type asks of a case of this status and the case does not have
     * @param removed fields it had that the type does not have or would not take
     */
    public record Retyped(HubCase hub, CaseType type, List<String> missing, List<String> removed) {}

    /**
     * Gives the next case of a queue to somebody: new and open ones that nobody has, the most urgent
     * first, then what is due first. Two who ask at once get two cases; empty where none waits.
     *
     * @throws NotAllowed where there is no such queue
     */
    public Optional<HubCase> next(String queue, String assignee, String actor) {
        queues.refusal(queue).ifPresent(sentence -> {
            throw new NotAllowed(sentence);
        });
        return store.lockNext(queue)
                .map(hub -> cases.change(hub.id(), Map.of(CaseField.ASSIGNEE, assignee), hub.version(), actor));
    }

    /** What stands in a case's fields, as {@link io.casehub.cases.types.FieldRule} writes it. */
    @Transactional(readOnly = true)
    public Map<String, String> fields(CaseId id) {
        return fields.of(id);
    }

    /**
     * What would become of a case of another type; nothing is changed.
     *
     * @param number {@code null}: the version in use
     */
    @Transactional(readOnly = true)
    public Retyped preview(CaseId id, String type, @Nullable Integer number) {
        return retyped(cases.get(id), types.get(type, number), now());
    }

    /**
     * Moves a case to another type, or another version of its own. It keeps its status, also where the
     * type would not have let it go there without what is missing now.
     *
     * @param number {@code null}: the version in use
     * @param seen the version of the case that the caller has seen, {@code null}: any
     * @throws StaleCase where the case has another version by now
     */
    public Retyped move(CaseId id, String type, @Nullable Integer number, @Nullable Long seen, String actor) {
        var to = types.get(type, number);
        cases.hold(List.of(id));
        var hub = cases.get(id);
        if (seen != null && seen != hub.version()) {
            throw new StaleCase(hub);
        }
        var at = now();
        var retyped = retyped(hub, to, at);
        var changes = changes(hub, retyped);
        if (changes.isEmpty()) {
            return retyped;
        }
        fields.save(id, emptied(retyped.removed()));
        var written = store.update(List.of(retyped.hub())).getFirst();
        ledger.enter(List.of(new CaseChanged(written, Kind.CHANGED, changes, actor, null, null)), "api", at);
        return new Retyped(written, to, retyped.missing(), retyped.removed());
    }

    private Retyped retyped(HubCase hub, CaseType to, Instant at) {
        var filled = fields.of(hub.id());
        var removed = filled.entrySet().stream().filter(field -> !fits(to, field.getKey(), field.getValue()))
                .map(Map.Entry::getKey).toList();
        var kept = new HashMap<>(filled);
        kept.keySet().removeAll(removed);
        var now = hub.of(to.name(), to.version(), at);
        var queue = to.defaults().queue();
        if (queue != null && !Objects.equals(hub.type(), to.name())) {
            now = now.with(CaseField.QUEUE, queue, at).with(CaseField.TEAM, queues.team(queue).orElse(null), at);
        }
        return new Retyped(now, to, types.missing(to, hub.id(), hub.status(), kept), removed);
    }

    private List<Change> changes(HubCase before, Retyped retyped) {
        var changes = new ArrayList<Change>();
        for (var field : List.of(CaseField.TYPE, CaseField.QUEUE, CaseField.TEAM)) {
            if (!Objects.equals(before.value(field), retyped.hub().value(field))) {
                changes.add(new Change(field, before.value(field), retyped.hub().value(field)));
            }
        }
        var filled = fields.of(before.id());
        retyped.removed().forEach(name -> changes.add(new Change(CaseField.FIELD, name, filled.get(name), null)));
        return changes;
    }

    private static boolean fits(CaseType type, String field, String value) {
        try {
            return type.field(field).accept(value).equals(value);
        } catch (NotAllowed e) {
            return false;
        }
    }

    private static Map<String, @Nullable String> emptied(List<String> names) {
        var emptied = new HashMap<String, @Nullable String>();
        names.forEach(name -> emptied.put(name, null));
        return emptied;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
