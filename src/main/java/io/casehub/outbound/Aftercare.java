package io.casehub.outbound;

import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Sources;
import io.casehub.ingest.Sources.SourceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after commands for which time has passed: tells of those that are late, and has what a
 * system said about one that was delivered heard after all, where nothing else has come since.
 */
@Component
class Aftercare {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Standings standings;
    private final Cases cases;
    private final Ingest ingest;
    private final Sources sources;
    private final Registrar registrar;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Instant looked = Instant.EPOCH;

    Aftercare(Outbox outbox, Standings standings, Cases cases, Ingest ingest, Sources sources, Registrar registrar,
            TransactionTemplate transaction, Clock clock) {
        this.sources = sources;
        this.outbox = outbox;
        this.standings = standings;
        this.cases = cases;
        this.ingest = ingest;
        this.registrar = registrar;
        this.transaction = transaction;
        this.clock = clock;
    }

    void look() {
        if (clock.instant().isAfter(looked.plus(EVERY))) {
            looked = clock.instant();
            tellOfLate();
            resolveDoubts(Meeting.DOUBT);
        }
    }

    void tellOfLate() {
        transaction.executeWithoutResult(status -> outbox.overdue().forEach(registrar::overdue));
    }

    /** Only what was read since can be certain. */
    void resolveDoubts(Duration time) {
        var doubted = standings.doubtedFor(time);
        if (!doubted.isEmpty()) {
            var read = sources.states().stream().filter(state -> state.reachedAt() != null)
                    .collect(Collectors.toMap(SourceState::system, state -> Objects.requireNonNull(state.reachedAt())));
            doubted.stream().filter(command -> isReadSince(command, read.get(command.record().system())))
                    .forEach(this::resolve);
        }
    }

    private static boolean isReadSince(Delivery command, @Nullable Instant read) {
        return read != null && command.trace().doubtedAt() != null && read.isAfter(command.trace().doubtedAt());
    }

    /**
     * In two steps, each of which may be done twice: the second takes locks that come before those of
     * the first.
     */
    private void resolve(Delivery doubted) {
        boolean isNewest = Boolean.TRUE.equals(transaction.execute(status -> {
            doubted.topic().hubCase().ifPresent(hub -> cases.hold(List.of(hub)));
            boolean isLast = !standings.isReplaced(doubted);
            if (isLast) {
                doubted.kind().field().ifPresent(field -> cases.told(doubted.record(), field,
                        new CaseLink.Told(doubted.value(), null, null, 0)));
                standings.overridden(doubted);
            }
            return isLast;
        }));
        if (isNewest) {
            ingest.tellAgain(List.of(doubted.record()));
        }
        standings.trusted(doubted);
    }
}
