package io.casehub.view.fresh;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.view.Section;
import io.casehub.view.fresh.SourceAge.State;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How old an answer is, by section and by source. */
public final class Report {

    private final Map<Section, Duration> wanted = new EnumMap<>(Section.class);
    private final Map<Section, Map<String, SourceAge>> ages = new EnumMap<>(Section.class);
    private final State least;

    private Report(State least, Collection<Section> sections, Wish wish) {
        this.least = least;
        sections.stream().filter(Section::isOfRecords)
                .forEach(section -> wish.of(section).ifPresent(maxAge -> {
                    wanted.put(section, maxAge);
                    ages.put(section, new TreeMap<>());
                }));
    }

    Report(Collection<Section> sections, Wish wish) {
        this(State.FRESH, sections, wish);
    }

    /** That there was no time to find out. */
    public static Report cut(Collection<Section> sections, Wish wish) {
        return new Report(State.STALE, sections, wish);
    }

    /** Whether a source was read for it, so that the view may be another one now. */
    public boolean isLive() {
        return ages.values().stream().flatMap(systems -> systems.values().stream()).anyMatch(SourceAge::isLive);
    }

    void add(Section section, SourceAge age) {
        ages.computeIfAbsent(section, any -> new TreeMap<>()).merge(age.system(), age, SourceAge::and);
    }

    /** As it stands in an answer: the schema {@code Freshness} of the contract. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        if (least == State.STALE) {
            json.put("why", "there was no time to find out how old it is");
        }
        json.put("state", worst(ages.values().stream().flatMap(systems -> systems.values().stream()).toList()).word());
        var sections = json.putObject("sections");
        ages.forEach((section, systems) -> {
            var shown = sections.putObject(section.member()).put("state", worst(systems.values()).word());
            SourceAge.put(shown, "maxAge", String.valueOf(wanted.get(section)));
            SourceAge.put(shown, "age", oldest(systems.values()));
            var list = shown.putArray("sources");
            systems.values().forEach(age -> list.add(age.json()));
        });
        return json;
    }

    private State worst(Collection<SourceAge> ages) {
        return ages.stream().map(SourceAge::state).max(Comparator.naturalOrder()).orElse(least);
    }

    private static @Nullable String oldest(Collection<SourceAge> ages) {
        var oldest = Duration.ZERO;
        for (var age : ages) {
            if (age.age() == null) {
                return null;
            }
            oldest = age.age().compareTo(oldest) > 0 ? age.age() : oldest;
        }
        return ages.isEmpty() ? null : oldest.toString();
    }
}
