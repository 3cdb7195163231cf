package io.casehub.intake;

import io.casehub.model.Email;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that somebody writes on a case.
 *
 * @param to to whom; empty: to who wrote to the case last
 * @param subject {@code null}: as the mail that is answered
 * @param documents of the case, to be attached
 * @param isInternal it is for our own people: the customer never sees it, nor what they answer
 * @param quotes whether it repeats the mail it answers; {@code null}: as the mailbox has it
 */
public record Reply(String text, List<Email> to, List<Email> cc, @Nullable String subject, List<UUID> documents,
        boolean isInternal, @Nullable Boolean quotes) {

    private static final int MOST_PEOPLE = 50;
    private static final int MOST_DOCUMENTS = 20;

    public Reply {
        to = to.stream().distinct().toList();
        cc = cc.stream().distinct().toList();
        documents = documents.stream().distinct().toList();
        if (to.size() + cc.size() > MOST_PEOPLE || documents.size() > MOST_DOCUMENTS) {
            throw new IllegalArgumentException("a reply goes to at most " + MOST_PEOPLE + " people, with at most "
                    + MOST_DOCUMENTS + " documents");
        }
        if (isInternal && to.isEmpty()) {
            throw new IllegalArgumentException("an internal mail says in to whom of ours it goes");
        }
    }

    List<String> recipients() {
        return to.stream().map(Email::value).toList();
    }

    List<String> copied() {
        return cc.stream().map(Email::value).toList();
    }
}
