package io.casehub.audit;

import java.security.MessageDigest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Checks the whole trail against itself, its seals, and a seal that somebody noted. It reads page
 * by page and holds no more than a page, however long the trail is; the hub may go on meanwhile.
 */
@Component
public class Inspection {

    private static final int PAGE = 5000;
    private static final int SEALS = 500;

    private final AuditTrail trail;
    private final Seals seals;

    Inspection(AuditTrail trail, Seals seals) {
        this.trail = trail;
        this.seals = seals;
    }

    /**
     * @param noted a seal that must be there as it was noted
     * @param found told everything that is not as it was written, as it is found
     * @throws IllegalArgumentException where seals were made with a key and none is set
     */
    public Inspected inspect(@Nullable Witness noted, Consumer<Tampering> found) {
        var sealed = new SealCheck(seals, noted, found);
        for (var page = seals.behind(0, SEALS); !page.isEmpty(); page = seals.behind(page.getLast().number(), SEALS)) {
            page.forEach(sealed::follow);
        }
        sealed.end();
        var chains = new Chains(found);
        for (var page = trail.page(null, PAGE); !page.isEmpty(); page = trail.page(page.getLast(), PAGE)) {
            page.forEach(chains::follow);
        }
        chains.end();
        return new Inspected(chains.chains, chains.entries, sealed.seals(), seals.waiting(), sealed.unkeyed(),
                sealed.newest());
    }

    /** All chains, one behind the other. */
    private static final class Chains {

        private final Consumer<Tampering> found;
        private @Nullable ChainCheck current;
        private long chains;
        private long entries;

        Chains(Consumer<Tampering> found) {
            this.found = found;
        }

        void follow(Link link) {
            var subject = link.entry().subject();
            var check = current;
            if (check == null || !check.isOf(subject)) {
                end();
                check = new ChainCheck(subject, found);
                current = check;
                chains++;
            }
            check.follow(link);
            entries++;
        }

        void end() {
            if (current != null) {
                current.end();
            }
        }
    }

    /** All seals, one behind the other. */
    private static final class SealCheck {

        private final Seals seals;
        private final @Nullable Witness noted;
        private final Consumer<Tampering> found;
        private byte[] before = Seals.start();
        private @Nullable Seal last;
        private long unkeyed;
        private boolean isNotedSeen;

        SealCheck(Seals seals, @Nullable Witness noted, Consumer<Tampering> found) {
            this.seals = seals;
            this.noted = noted;
            this.found = found;
        }

        void follow(Seal seal) {
            if (seal.keyed() && !seals.hasKey()) {
                throw new IllegalArgumentException(
                        "Seal " + seal.number() + " was made with a key: set casehub.audit.seal-key to it.");
            }
            long expected = number() + 1;
            if (seal.number() != expected) {
                tell(expected, "seal " + expected + " is missing");
            } else if (!MessageDigest.isEqual(seal.hash(), seals.hash(before, seal, seals.reaches(seal.number())))) {
                tell(seal.number(), "seal " + seal.number() + " was changed, or made with another key");
            } else if (last != null && last.keyed() && !seal.keyed()) {
                tell(seal.number(), "seal " + seal.number() + " was made without the key");
            }
            seals.broken(seal.number()).forEach(reach -> found.accept(new Tampering(reach.subject(), reach.seq(),
                    "entry " + reach.seq() + " is missing or was changed: seal " + seal.number() + " knows another")));
            unkeyed += seal.keyed() ? 0 : 1;
            isNotedSeen |= seal.witness().equals(noted);
            before = seal.hash();
            last = seal;
        }

        void end() {
            if (noted != null && !isNotedSeen) {
                tell(noted.seal(), "seal " + noted.seal() + " is not there as it was noted");
            }
        }

        long seals() {
            return number();
        }

        long unkeyed() {
            return unkeyed;
        }

        @Nullable
        Witness newest() {
            return last == null ? null : last.witness();
        }

        private long number() {
            return last == null ? 0 : last.number();
        }

        private void tell(long number, String evidence) {
            found.accept(new Tampering(new Subject("seal", String.valueOf(number)), number, evidence));
        }
    }
}
