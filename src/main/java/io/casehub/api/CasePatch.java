package io.casehub.api;

import io.casehub.cases.CaseField;
import io.casehub.cases.Wishes;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of a case, as a JSON merge patch says it: the schema {@code CasePatch} of the
 * contract.
 */
final class CasePatch {

    static final String[] FIELDS = {"status", "priority", "assignee", "subject", "queue", "team", "closeReason",
            "fields"};

    private static final int LONGEST_SUBJECT = 500;
    private static final int LONGEST_NAME = 200;
    private static final Map<String, CaseField> REMOVABLE = Map.of("assignee", CaseField.ASSIGNEE,
            "queue", CaseField.QUEUE, "team", CaseField.TEAM, "closeReason", CaseField.CLOSE_REASON);
    private static final Set<CaseStatus> NEVER = Set.of(CaseStatus.UNKNOWN);

    private CasePatch() {}

    static Wishes of(Body body) {
        var wishes = new EnumMap<CaseField, @Nullable String>(CaseField.class);
        for (var field : List.of(CaseField.STATUS, CaseField.PRIORITY, CaseField.SUBJECT)) {
            if (body.clears(field.word())) {
                throw new BadRequest(field.word() + " cannot be taken away");
            }
        }
        body.word("status", CaseStatus.class, NEVER).ifPresent(word -> wishes.put(CaseField.STATUS, word.word()));
        body.word("priority", Priority.class, Set.of()).ifPresent(word -> wishes.put(CaseField.PRIORITY, word.word()));
        body.text("subject", LONGEST_SUBJECT).ifPresent(text -> wishes.put(CaseField.SUBJECT, text));
        REMOVABLE.forEach((name, field) -> {
            if (body.has(name)) {
                wishes.put(field, body.text(name, LONGEST_NAME).orElse(null));
            }
        });
        return new Wishes(wishes, FieldValues.of(body.object("fields")));
    }
}
