package io.casehub.cases;

import io.casehub.cases.deadlines.Deadlines;
import io.casehub.cases.queues.Queues;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseTypes;
import io.casehub.cases.types.FilledFields;
import io.casehub.cases.types.NotAllowed;
import io.casehub.cases.types.Worth;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a new case is like: as it is wished or as its source says, and where neither says anything,
 * as its type has it.
 */
@Component
class Openings {

    private final CaseTypes types;
    private final Queues queues;
    private final FilledFields fields;
    private final Worth worth;
    private final Clock clock;

    Openings(CaseTypes types, Queues queues, FilledFields fields, Worth worth, Clock clock) {
        this.types = types;
        this.queues = queues;
        this.fields = fields;
        this.worth = worth;
        this.clock = clock;
    }

    /** @throws NotAllowed where its type or the queues know nothing of what is wished */
    HubCase of(OpenCase wish) {
        var type = types.current(wish.type());
        var more = wish.more();
        Optional.ofNullable(more.queue()).flatMap(queues::refusal).ifPresent(Openings::refuse);
        Optional.ofNullable(more.team()).flatMap(queues::refusalOfTeam).ifPresent(Openings::refuse);
        var text = wish.subject() + "\n" + (more.text() == null ? "" : more.text());
        return opened(new HubCase(CaseId.next(), "", wish.customer(), wish.type(), wish.subject(), wish.status(),
                priority(wish.priority(), type, wish.customer(), more.fields().get("order"), text, wish.at()),
                wish.assignee(), wish.origin(), wish.at(), wish.at(), 1,
                new Handling(more.queue(), more.team(), null, null), Deadlines.NONE), type);
    }

    /** As a source says: nothing of it is refused. */
    HubCase of(CaseRecord said, @Nullable CustomerId customer) {
        var type = types.current(said.type());
        var status = said.status() == CaseStatus.UNKNOWN ? CaseStatus.OPEN : said.status();
        var text = said.subject() + "\n" + (said.description() == null ? "" : said.description());
        return opened(new HubCase(CaseId.next(), "", customer, said.type(), said.subject(), status,
                priority(said.priority(), type, customer, said.order(), text, said.openedAt()),
                said.assignee(), said.source(), said.openedAt(), said.revision().changedAt(), 1), type);
    }

    /**
     * Writes what was said of the fields of a case that has just been opened.
     *
     * @throws NotAllowed where its type has no such fields, or lacks some from the start
     */
    void fill(HubCase opened, Map<String, String> said) {
        var type = types.of(opened.type(), opened.handling().typeVersion());
        var accepted = new LinkedHashMap<String, @Nullable String>();
        said.forEach((name, value) -> accepted.put(name, type.orElseThrow(() -> new NotAllowed(
                "there is no field " + name + ": the case is of no type that has fields")).field(name).accept(value)));
        if (!accepted.isEmpty()) {
            fields.save(opened.id(), accepted);
        }
        var missing = type.map(rules -> types.missing(rules, opened.id(), opened.status(), said)).orElse(List.of());
        if (!missing.isEmpty()) {
            throw new NotAllowed("a " + opened.type() + " is opened with " + String.join(", ", missing));
        }
    }

    private HubCase opened(HubCase wished, Optional<CaseType> type) {
        var now = wished.of(wished.type(), type.map(CaseType::version).orElse(null), wished.changedAt());
        var usual = type.map(CaseType::defaults);
        var queue = Optional.ofNullable(wished.handling().queue()).or(() -> usual.map(CaseType.Defaults::queue))
                .orElseGet(queues::usual);
        if (queue != null) {
            now = now.with(CaseField.QUEUE, queue, wished.changedAt());
            if (wished.handling().team() == null) {
                now = now.with(CaseField.TEAM, queues.team(queue).orElse(null), wished.changedAt());
            }
        }
        return wished.assignee() == null
                ? now.with(CaseField.ASSIGNEE, usual.map(CaseType.Defaults::assignee).orElse(null), wished.changedAt())
                : now;
    }

    private Priority priority(@Nullable Priority said, Optional<CaseType> type, @Nullable CustomerId customer,
            @Nullable String order, String text, Instant openedAt) {
        return said != null
                ? said
                : type.map(rules -> rules.priority(worth.of(rules, customer, order, text,
                        Duration.between(openedAt, clock.instant())))).orElse(Priority.NORMAL);
    }

    private static void refuse(String sentence) {
        throw new NotAllowed(sentence);
    }
}
