package io.casehub.cases;

import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseType.Step;
import io.casehub.cases.types.CaseTypes;
import io.casehub.cases.types.FilledFields;
import io.casehub.cases.types.NotAllowed;
import io.casehub.model.CaseStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a case from what it is to what somebody wishes it to be, as far as its type lets him. */
@Component
class Steps {

    private static final Set<CaseField> REMOVABLE = Set.of(CaseField.ASSIGNEE, CaseField.QUEUE, CaseField.TEAM,
            CaseField.CLOSE_REASON);

    private final CaseTypes types;
    private final Queues queues;
    private final FilledFields fields;

    Steps(CaseTypes types, Queues queues, FilledFields fields) {
        this.types = types;
        this.queues = queues;
        this.fields = fields;
    }

    /** What a case becomes, and how it differs; the fields are written by {@link #fill}. */
    record Taken(HubCase now, List<Change> changes) {}

    /** @throws NotAllowed with what would be allowed */
    Taken take(HubCase hub, Wishes wishes, String actor, Instant at) {
        var type = types.of(hub.type(), hub.handling().typeVersion()).orElse(null);
        var changes = new ArrayList<Change>();
        var now = hub;
        for (var wish : complete(wishes).entrySet()) {
            refuseNonsense(wish.getKey(), wish.getValue());
            var before = hub.value(wish.getKey());
            now = now.with(wish.getKey(), wish.getValue(), at);
            if (!Objects.equals(before, wish.getValue())) {
                changes.add(new Change(wish.getKey(), before, wish.getValue()));
            }
        }
        boolean isMoved = now.status() != hub.status();
        var filled = new HashMap<>(type != null && (isMoved || !wishes.fields().isEmpty())
                ? fields.of(hub.id())
                : Map.<String, String>of());
        changes.addAll(filled(type, now.status(), filled, wishes.fields()));
        if (!now.status().isFinal() && wishes.values().get(CaseField.CLOSE_REASON) != null) {
            throw new NotAllowed("a closeReason is given to what is resolved or closed, not to what is "
                    + now.status().word());
        }
        if (isMoved || wishes.names(CaseField.CLOSE_REASON)) {
            types.check(type, new Step(hub.id(), hub.status(), now.status(), now.handling().closeReason(), filled,
                    actor));
        }
        return new Taken(changes.isEmpty() ? hub : now.touched(at), changes);
    }

    /** Writes the values of fields among these changes. */
    void fill(HubCase hub, List<Change> changes) {
        var values = new HashMap<String, @Nullable String>();
        changes.stream().filter(change -> change.field() == CaseField.FIELD)
                .forEach(change -> values.put(change.name(), change.after()));
        if (!values.isEmpty()) {
            fields.save(hub.id(), values);
        }
    }

    /** Who puts a case into a queue gives it to the team that looks after that, unless he names one. */
    private Map<CaseField, @Nullable String> complete(Wishes wishes) {
        // status first: whether there can be a reason depends on it
        var all = new EnumMap<CaseField, @Nullable String>(CaseField.class);
        all.putAll(wishes.values());
        var queue = wishes.values().get(CaseField.QUEUE);
        if (queue != null && !wishes.names(CaseField.TEAM)) {
            queues.team(queue).ifPresent(team -> all.put(CaseField.TEAM, team));
        }
        return all;
    }

    private static List<Change> filled(@Nullable CaseType type, CaseStatus status, Map<String, String> filled,
            Map<String, @Nullable String> wishes) {
        var changes = new ArrayList<Change>();
        wishes.forEach((name, value) -> {
            if (type == null) {
                throw new NotAllowed("there is no field " + name + ": the case is of no type that has fields");
            }
            var rule = type.field(name);
            var before = filled.get(name);
            var after = value == null ? null : rule.accept(value);
            if (after == null && rule.isRequiredAt(status)) {
                throw new NotAllowed("the field " + name + " of a " + type.name() + " that is " + status.word()
                        + " can be changed, but not taken away");
            }
            if (after == null) {
                filled.remove(name);
            } else {
                filled.put(name, after);
            }
            if (!Objects.equals(before, after)) {
                changes.add(new Change(CaseField.FIELD, name, before, after));
            }
        });
        return changes;
    }

    private void refuseNonsense(CaseField field, @Nullable String value) {
        if (value == null && !REMOVABLE.contains(field)) {
            throw new IllegalArgumentException("a case is never without a " + field.word());
        }
        if (field == CaseField.STATUS && CaseStatus.UNKNOWN.word().equals(value)) {
            throw new IllegalArgumentException("a hub case is never of unknown status");
        }
        Optional.ofNullable(value).flatMap(name -> switch (field) {
            case QUEUE -> queues.refusal(name);
            case TEAM -> queues.refusalOfTeam(name);
            default -> Optional.empty();
        }).ifPresent(sentence -> {
            throw new NotAllowed(sentence);
        });
    }
}
