package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.PastRecords;
import io.casehub.ingest.Sources;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import io.casehub.view.Items.Entry;
import io.casehub.view.Items.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to the views: one row, one answer. */
@Component
public class Views {

    private static final byte[] SOURCES = ",\"sources\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FIRST_SOURCES = "{\"sources\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[][] NAMES = Arrays.stream(Section.values())
            .map(section -> ("\"" + section.member() + "\":").getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    private static final byte[][] EMPTY = Arrays.stream(Section.values()).map(Section::empty).toArray(byte[][]::new);

    private final Sheets sheets;
    private final Items items;
    private final SourcesAtHand sources;
    private final ViewsAtHand atHand;
    private final Origins origins;
    private final Counter reads;

    Views(Sheets sheets, Items items, Sources sources, ViewsAtHand atHand, Origins origins, MeterRegistry meters) {
        this.atHand = atHand;
        this.origins = origins;
        this.sheets = sheets;
        this.items = items;
        this.sources = new SourcesAtHand(sources);
        this.reads = meters.counter("casehub.view.reads");
    }

    /**
     * The whole 360° answer as JSON, put together from bytes that are ready. The sources' state is of
     * the last second: an outage rewrites no view.
     */
    public View read(CustomerId customer) {
        return read(customer, Parts.ALL);
    }

    /** As much of it as is wanted: the same bytes, fewer of them. */
    public View read(CustomerId customer, Parts parts) {
        reads.increment();
        var state = state(parts);
        return parts.equals(Parts.ALL)
                ? atHand.read(customer, state, () -> stored(customer, parts, state))
                : stored(customer, parts, state);
    }

    private byte[] state(Parts parts) {
        return parts.hasSources() ? sources.json() : new byte[0];
    }

    private View stored(CustomerId customer, Parts parts, byte[] state) {
        var sheet = sheets.read(customer, parts);
        var json = new ByteArrayOutputStream(8192);
        for (var section : parts.sections()) {
            json.write(json.size() == 0 ? '{' : ',');
            json.writeBytes(NAMES[section.ordinal()]);
            var ready = sheet.flatMap(found -> found.section(section));
            json.writeBytes(section == Section.PROFILE
                    ? ready.orElseGet(() -> unknown(customer))
                    : ready.orElse(EMPTY[section.ordinal()]));
        }
        if (parts.hasSources()) {
            json.writeBytes(parts.sections().isEmpty() ? FIRST_SOURCES : SOURCES);
            json.writeBytes(state);
        }
        json.write('}');
        var version = sheet.map(Sheets.Sheet::version).orElse(0L);
        return new View(json.toByteArray(), version + "-" + Integer.toHexString(Arrays.hashCode(state)),
                sheet.isPresent());
    }

    /**
     * The same, every leaf with where it comes from, by which rule it was chosen, and the values that
     * lost.
     */
    public View explained(CustomerId customer, Parts parts) {
        var view = read(customer, parts);
        return new View(bytes(origins.explain((ObjectNode) parse(view.json()), PastRecords.LATEST)),
                view.version() + "-provenance", view.isKept());
    }

    /**
     * Everything in one time line, newest first.
     *
     * @param behind the {@code next} of the stretch before, {@code null} for the newest
     * @throws IllegalArgumentException where {@code behind} is none of ours
     */
    public Stretch timeline(CustomerId customer, @Nullable Section section, @Nullable String behind, int limit) {
        return stretch(items.list(customer, section, behind == null ? null : place(behind), limit + 1), limit);
    }

    /** @param found one more than the limit, where there is more */
    static Stretch stretch(List<Entry> found, int limit) {
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        var next = found.size() > limit ? Optional.of(text(shown.getLast().place())) : Optional.<String>empty();
        return new Stretch(shown.stream().map(Views::json).toList(), next);
    }

    static JsonNode json(Entry entry) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("section", entry.section().word()).put("at", entry.place().at().toString());
        return json.set("item", ExactJson.parse(entry.body()));
    }

    static String text(Place place) {
        var text = place.at() + " " + place.source().system() + " " + place.source().entity().word() + " "
                + place.source().key();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Place place(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 4);
            return new Place(Instant.parse(parts[0]),
                    SourceRef.of(parts[1], parts[2], parts[3]));
        } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("behind is not a place this API has given out", e);
        }
    }

    private static byte[] unknown(CustomerId customer) {
        return ("{\"id\":\"" + customer + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode parse(byte[] json) {
        return ExactJson.parse(new String(json, StandardCharsets.UTF_8));
    }

    /**
     * An answer and its version: the ETag.
     *
     * @param isKept there is a view of this customer; where none is, the id may be retired, unknown, or
     * of a customer of whom nothing is to be shown
     */
    public record View(byte[] json, String version, boolean isKept) {}

    /** A part of a list, and what to ask for the rest with. */
    public record Stretch(List<JsonNode> items, Optional<String> next) {}
}
