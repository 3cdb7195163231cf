package io.casehub.connector.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.connector.preview.Preview.Made;
import io.casehub.connector.preview.Preview.Shown;
import io.casehub.connector.pull.Destination;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.mapping.Fault;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.MappingUnusable;
import io.casehub.mapping.Mappings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the first page of a reading, keeps it to be looked at, and ends the reading there. */
public final class PageShown implements Destination {

    private final @Nullable String cursor;
    private volatile @Nullable Page page;
    private volatile @Nullable String problem;

    /** @param cursor behind which to read; {@code null} from the beginning */
    public PageShown(@Nullable String cursor) {
        this.cursor = cursor;
    }

    @Override
    public Optional<String> cursor(String route) {
        return Optional.ofNullable(cursor);
    }

    /** Says that somebody else has read on, which ends the reading of this page's reader. */
    @Override
    public Receipt accept(Page read) {
        page = read;
        return new Receipt.Outdated();
    }

    @Override
    public void reached(String system, String route) {
        // an empty page: there is nothing to show
    }

    @Override
    public void failed(String system, String route, String reason) {
        problem = reason;
    }

    /** The page as the mappings read it. */
    public Preview preview(String connector, String route, int count, Mappings mappings, Duration took) {
        var shown = page;
        return shown == null
                ? new Preview(connector, route, 0, List.of(), null, problem, took)
                : new Preview(connector, route, shown.records().size(),
                        shown.records().stream().limit(count).map(record -> show(record, shown, mappings)).toList(),
                        shown.after(), problem, took);
    }

    private static Shown show(RawRecord record, Page page, Mappings mappings) {
        var tree = record.tree();
        return tree == null
                ? new Shown(TextNode.valueOf(record.text()), List.of(), record.fault())
                : new Shown(tree, page.mappings().stream().map(name -> made(name, tree, mappings)).toList(), null);
    }

    private static Made made(String name, JsonNode record, Mappings mappings) {
        try {
            return switch (mappings.get(name).toCanonical(record, Instant.now())) {
                case Mapped.Record(var canonical, var fields) -> new Made(name,
                        Mappings.whole(canonical.source(), canonical.revision(), fields), List.of());
                case Mapped.Nothing() -> new Made(name, null, List.of());
                case Mapped.Faulty(var faults) -> new Made(name, null, faults);
            };
        } catch (MappingUnusable e) {
            return new Made(name, null, List.of(new Fault("mapping " + name, String.valueOf(e.getMessage()))));
        }
    }
}
