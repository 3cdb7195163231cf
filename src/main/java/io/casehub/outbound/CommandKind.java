package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.model.CaseRecord;
import io.casehub.model.CodeWord;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a system can be told. The word names the connector's route ({@code crm-case-status-out}) and
 * mapping. A connector may declare others beside those that are known here, and what each is told
 * of. A note tells a system that has no case of the status of one, on its record of the order or
 * the customer the case is about.
 *
 * @param word lower case, parts joined by hyphens
 */
public record CommandKind(String word) {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public static final CommandKind CASE_STATUS = new CommandKind("case-status");
    public static final CommandKind CASE_PRIORITY = new CommandKind("case-priority");
    public static final CommandKind CASE_ASSIGNEE = new CommandKind("case-assignee");
    public static final CommandKind CASE_COMMENT = new CommandKind("case-comment");
    public static final CommandKind CASE_ATTACHMENT = new CommandKind("case-attachment");
    public static final CommandKind CASE_NOTE = new CommandKind("case-note");
    public static final CommandKind ACKNOWLEDGEMENT = new CommandKind("acknowledgement");
    public static final CommandKind CONTACT_CORRECTION = new CommandKind("contact-correction");

    /** Those whose meaning is known without a connector's saying. */
    public static final List<CommandKind> KNOWN = List.of(CASE_STATUS, CASE_PRIORITY, CASE_ASSIGNEE, CASE_COMMENT,
            CASE_ATTACHMENT, CASE_NOTE, ACKNOWLEDGEMENT, CONTACT_CORRECTION);

    public CommandKind {
        if (!isWord(word)) {
            throw new IllegalArgumentException("the word of a command is lower case, parts joined by hyphens: " + word);
        }
    }

    public static boolean isWord(String word) {
        return word.length() <= 60 && WORD.matcher(word).matches();
    }

    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The field it sets, of those that a source case has, too, and that come back with a pull. */
    public Optional<CaseField> field() {
        return equals(CASE_STATUS)
                ? Optional.of(CaseField.STATUS)
                : equals(CASE_PRIORITY)
                        ? Optional.of(CaseField.PRIORITY)
                        : Optional.of(CaseField.ASSIGNEE).filter(assignee -> equals(CASE_ASSIGNEE));
    }

    /** What a source case says of that field; {@code null} where it says nothing. */
    static @Nullable String value(CaseField field, CaseRecord record) {
        return switch (field) {
            case STATUS -> record.status().word();
            case PRIORITY -> Optional.ofNullable(record.priority()).map(CodeWord::word).orElse(null);
            case ASSIGNEE -> record.assignee();
            default -> null;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
