package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Receipt.Landed;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages in that somebody asked for, beside the route's own reading: with books of their own
 * and no cursor, up to a time in the source, and for no longer than a caller waits.
 */
final class Aside implements Destination {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final Ingest ingest;
    private final Course course;
    private final @Nullable String from;
    private final @Nullable String to;
    private final long began = System.nanoTime();
    private Landed books = new Landed(0, 0, 0, 0, 0);
    private int pages;
    private boolean isCut;
    private @Nullable String readTo;
    private @Nullable String problem;

    /**
     * @param from the cursor to read behind
     * @param to the time, as the source writes it, behind which nothing is wanted
     */
    Aside(Ingest ingest, Course course, @Nullable String from, @Nullable String to) {
        this.ingest = ingest;
        this.course = course;
        this.from = from;
        this.to = to;
    }

    Repulled result() {
        return new Repulled(pages, books, !isCut && problem == null, readTo, problem);
    }

    @Override
    public Optional<String> cursor(String route) {
        return Optional.ofNullable(from);
    }

    @Override
    public Receipt accept(Page page) {
        var wanted = page.records().stream().filter(this::isWanted).toList();
        if (!wanted.isEmpty()) {
            var receipt = ingest.accept(new Page(page.system(), page.route() + ":repull", page.mappings(), wanted, null,
                    null));
            books = books.plus((Landed) receipt);
            pages++;
            readTo = time(wanted.getLast()).orElse(readTo);
        }
        boolean isPast = wanted.size() < page.records().size();
        isCut = !isPast && System.nanoTime() - began > LONGEST.toNanos();
        return isPast || isCut ? new Receipt.Outdated() : new Landed(0, 0, 0, 0, 0);
    }

    @Override
    public void reached(String system, String route) {}

    @Override
    public void failed(String system, String route, String reason) {
        problem = reason;
    }

    private boolean isWanted(RawRecord record) {
        return to == null || time(record).filter(time -> course.clock().isLater(time, to)).isEmpty();
    }

    private Optional<String> time(RawRecord record) {
        return course.time().map(field -> field.startsWith("/")
                ? Objects.requireNonNull(record.tree()).at(field)
                : Objects.requireNonNull(record.tree()).path(field))
                .filter(JsonNode::isValueNode).map(JsonNode::asText);
    }
}
