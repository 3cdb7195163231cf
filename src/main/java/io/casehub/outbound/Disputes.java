package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.StatusRules;
import io.casehub.outbound.FieldRule.Winner;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose word counts where a command of ours meets what its system says by itself. */
@Component
class Disputes {

    private final FieldRules rules;
    private final StatusRules statuses;
    private final Cases cases;
    private final Carrier carrier;

    Disputes(FieldRules rules, StatusRules statuses, Cases cases, Carrier carrier) {
        this.rules = rules;
        this.statuses = statuses;
        this.cases = cases;
        this.carrier = carrier;
    }

    FieldRule rule(CaseField field) {
        return rules.of(field.word());
    }

    /**
     * @param changed when its system changed it, by its own clock; {@code null} where that is not known
     */
    Winner winner(Delivery command, CaseField field, @Nullable Instant changed) {
        boolean isLead = command.topic().hubCase().map(hub -> statuses.lead(cases.links(List.of(hub))))
                .flatMap(lead -> lead).filter(command.record()::equals).isPresent();
        return rule(field).winner(command.record().system(), isLead, command.createdAt(), changed);
    }

    /** Whether a command's system has one word for two values. */
    BiPredicate<@Nullable String, @Nullable String> sameness(Delivery command) {
        return (one, other) -> carrier.isSameThere(command.record().system(), command.kind(), one, other);
    }
}
