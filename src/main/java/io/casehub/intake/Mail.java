package io.casehub.intake;

import io.casehub.model.CustomerId;
import io.casehub.model.Direction;
import io.casehub.model.Email;
import io.casehub.model.Interaction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mail that is in: what it says, whose it is, and how it came. */
record Mail(Interaction said, @Nullable CustomerId customer, Mails.Arrival arrival) implements Comparable<Mail> {

    /** Neither ours nor a program's: somebody waits for an answer. */
    boolean isFromAPerson() {
        return said.direction() == Direction.INBOUND && said.automatic() == null;
    }

    /** The ids by which its conversation is found: what it answers, last first, and its own. */
    List<String> ids() {
        var ids = new LinkedHashSet<>(said.thread().reversed());
        if (said.messageId() != null) {
            ids.add(said.messageId());
        }
        return List.copyOf(ids);
    }

    /** What an answer to it refers to, oldest first. */
    List<String> references() {
        var ids = new ArrayList<>(said.thread());
        if (said.messageId() != null) {
            ids.add(said.messageId());
        }
        return ids;
    }

    /** Where an answer goes; empty where the sender gave no address, or our own. */
    Optional<String> sender() {
        try {
            return Optional.ofNullable(said.from().address()).map(address -> new Email(address).value())
                    .filter(address -> !address.equalsIgnoreCase(arrival.mailbox()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The order in which the mailbox got them: so it does not matter where a page ends. */
    @Override
    public int compareTo(Mail other) {
        int byUid = Long.compare(arrival.uid(), other.arrival.uid());
        return byUid != 0 ? byUid : said.source().compareTo(other.said.source());
    }
}
