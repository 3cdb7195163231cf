package io.casehub.intake.mailboxes;

import io.casehub.cases.queues.Queues;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The mailboxes of {@code mappings/mailboxes.yaml}; without that file all are treated as usual. A
 * broken file is refused, with the line, and what it said before stays.
 */
@Component
public class Mailboxes {

    private final LivingFile<MailboxesFile> file;

    Mailboxes(@Value("${casehub.mappings:mappings}") Path mappings, Queues queues) {
        this.file = new LivingFile<>(mappings.resolve("mailboxes.yaml"), MailboxesFile.NONE,
                (spot, text) -> MailboxesFile.read(spot, queues));
        look();
    }

    @Scheduled(fixedDelay = 1000)
    final void look() {
        file.look();
    }

    /** Why the file in this folder of mappings cannot be used; empty where it can, or is not there. */
    public static Optional<FileBroken> fault(Path mappings) {
        var file = mappings.resolve("mailboxes.yaml");
        try {
            if (Files.isRegularFile(file)) {
                MailboxesFile.read(Spot.read(file), new Queues(mappings));
            }
            return Optional.empty();
        } catch (FileBroken e) {
            return Optional.of(e);
        }
    }

    /** Why the file as it now is cannot be used; {@code null} where it is in use. */
    public @Nullable String refusal() {
        return file.refusal();
    }

    /** @param address of the mailbox, {@code null} where it has none */
    public Mailbox of(@Nullable String address) {
        if (address == null) {
            return file.said().usual();
        }
        var known = file.said().mailboxes();
        var exact = known.get(address.toLowerCase(Locale.ROOT));
        return exact == null ? known.getOrDefault(untagged(address), file.said().usual()) : exact;
    }

    /**
     * Whether an address is one that people write to us at, with whatever tag.
     *
     * @param mailbox one that is, whether the file knows it or not
     */
    public boolean isOurs(@Nullable String address, @Nullable String mailbox) {
        return address != null && (mailbox != null && untagged(address).equals(untagged(mailbox))
                || file.said().mailboxes().containsKey(address.toLowerCase(Locale.ROOT))
                || file.said().mailboxes().containsKey(untagged(address)));
    }

    /** Whether somebody writes from a domain of ours. */
    public boolean isColleague(String address) {
        return file.said().ownDomains()
                .contains(address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }

    /** {@code support+ch-1@acme.example} is {@code support@acme.example}. */
    private static String untagged(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        int plus = lower.indexOf('+');
        return plus > 0 && plus < at ? lower.substring(0, plus) + lower.substring(at) : lower;
    }
}
