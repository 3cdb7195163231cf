package io.casehub.connector.plan;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A part of a file that says fields, settings filled in; where the file has no such part, it is
 * empty.
 */
public final class Section {

    private final @Nullable Spot spot;
    private final UnaryOperator<String> resolved;

    public Section(@Nullable Spot spot, UnaryOperator<String> resolved) {
        this.spot = spot;
        this.resolved = resolved;
    }

    /** @throws FileBroken where there is a field of another name */
    public void known(String... names) {
        if (spot != null) {
            spot.fields(names);
        }
    }

    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** @throws FileBroken where it is missing */
    public String text(String name) {
        return some(name).orElseThrow(() -> Objects.requireNonNull(spot).wrong(name + " is missing"));
    }

    public Optional<String> some(String name) {
        return find(name).map(Spot::text).map(resolved);
    }

    public Section section(String name) {
        return new Section(find(name).orElse(null), resolved);
    }

    public List<Section> items(String name) {
        return find(name).stream().flatMap(list -> list.items().stream())
                .map(item -> new Section(item, resolved)).toList();
    }

    public Map<String, String> texts(String name) {
        var texts = new LinkedHashMap<String, String>();
        find(name).ifPresent(map -> map.fields()
                .forEach((key, value) -> texts.put(key, resolved.apply(value.text()))));
        return texts;
    }

    /** A whole number above zero. */
    public int positive(String name, int usual) {
        try {
            int number = some(name).map(Integer::parseInt).orElse(usual);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is none
        }
        throw wrong(name, "is a whole number from 1 on");
    }

    public Duration duration(String name, String usual) {
        try {
            return DurationStyle.detectAndParse(some(name).orElse(usual));
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is a time such as 500ms, 30s or 2m");
        }
    }

    /** That a field cannot be used, with its place, to be thrown. */
    public FileBroken wrong(String name, String sentence) {
        return find(name).or(() -> Optional.ofNullable(spot)).orElseThrow().wrong(name + " " + sentence);
    }

    private Optional<Spot> find(String name) {
        return spot == null ? Optional.empty() : spot.find(name);
    }
}
