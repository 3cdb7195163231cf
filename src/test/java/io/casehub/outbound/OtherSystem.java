package io.casehub.outbound;

import io.casehub.cases.Follower;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Revision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system that the case came from, in a {@link Synchronisation}: it has four words for six
 * statuses, a clock of its own, and tells more or less of its versions.
 */
final class OtherSystem {

    static final List<CaseStatus> STATUSES = List.of(CaseStatus.NEW, CaseStatus.OPEN, CaseStatus.WAITING_CUSTOMER,
            CaseStatus.WAITING_THIRD_PARTY, CaseStatus.RESOLVED, CaseStatus.CLOSED);

    /** How much a system tells of its versions. */
    enum Kind {
        /**
         * It numbers its versions, refuses to change another one than was named, and answers with the case.
         */
        VERSIONED,
        /** It knows the second of a change, and shows the case when it is asked. */
        TIMED,
        /** It knows the second of a change, and answers yes. */
        BLIND
    }

    private final Kind kind;
    private final Duration skew;
    private final Story story;
    private CaseStatus status = CaseStatus.OPEN;
    private Instant changedAt;
    private long sequence = 1;

    OtherSystem(Kind kind, Duration skew, Story story) {
        this.kind = kind;
        this.skew = skew;
        this.story = story;
        this.changedAt = clock();
    }

    Kind kind() {
        return kind;
    }

    CaseStatus status() {
        return status;
    }

    /** Somebody who works there says something else. */
    void change(CaseStatus wish) {
        var word = readBack(wish);
        if (word != status) {
            set(word);
            story.tell("staff there says " + word);
        }
    }

    /** A command arrives, and is done. */
    Answer take(SentCommand command) {
        if (kind == Kind.VERSIONED && command.against != sequence) {
            return new Answer(record(), true);
        }
        var wish = readBack(
                STATUSES.stream().filter(any -> any.word().equals(command.value)).findFirst().orElseThrow());
        if (wish != status) {
            set(wish);
        } else if (kind == Kind.VERSIONED) {
            sequence++;
            changedAt = clock();
        }
        return shown();
    }

    Answer shown() {
        return new Answer(record(), false);
    }

    /** What a reading of the case says now. */
    CaseRecord record() {
        return new CaseRecord(Follower.SOURCE,
                new Revision(changedAt.truncatedTo(ChronoUnit.SECONDS), kind == Kind.VERSIONED ? sequence : 0), null,
                null, "Broken", null, status, null, null, null, null, null, null, Story.BEGINNING, List.of(),
                List.of());
    }

    /** Whether two of the hub's words are one there. */
    static boolean same(@Nullable String one, @Nullable String other) {
        return word(one).equals(word(other));
    }

    private void set(CaseStatus wish) {
        status = wish;
        changedAt = clock();
        sequence++;
    }

    private Instant clock() {
        return story.now().plus(skew);
    }

    private static CaseStatus readBack(CaseStatus told) {
        return switch (told) {
            case WAITING_THIRD_PARTY -> CaseStatus.WAITING_CUSTOMER;
            case CLOSED -> CaseStatus.RESOLVED;
            default -> told;
        };
    }

    private static String word(@Nullable String status) {
        return status == null
                ? ""
                : STATUSES.stream().filter(any -> any.word().equals(status)).map(OtherSystem::readBack)
                        .map(CaseStatus::word).findFirst().orElse(status);
    }

    /** What it answered: the case as it is there now, and whether that is why it did nothing. */
    record Answer(CaseRecord now, boolean isConflict) {}
}
