package io.casehub.api;

import io.casehub.view.Parts;
import io.casehub.view.Section;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How much of a customer's view a request asks for.
 *
 * @param fields of the parts; without them the parts are answered whole
 */
record ViewQuery(Parts parts, Optional<Fields> fields) {

    static final String SECTIONS = "sections";
    static final String FIELDS = "fields";

    private static final String SOURCES = "sources";
    private static final ViewQuery ALL = new ViewQuery(Parts.ALL, Optional.empty());

    /** @throws BadRequest where a section or a field is named that there is not */
    static ViewQuery of(Query query) {
        var sections = query.text(SECTIONS);
        var paths = query.text(FIELDS);
        if (sections.isEmpty() && paths.isEmpty()) {
            return ALL;
        }
        var fields = paths.map(text -> Fields.of(text, ContractFields.of("CustomerView")));
        var parts = sections.map(words -> parts(Arrays.stream(words.split(",")).map(String::strip).toList()))
                .orElseGet(() -> parts(List.copyOf(fields.map(Fields::roots).orElse(Set.of()))));
        fields.ifPresent(wanted -> within(parts, wanted));
        return new ViewQuery(parts, fields);
    }

    /** What is wanted of what these parts make. */
    byte[] of(byte[] json) {
        return fields.map(wanted -> wanted.of(json)).orElse(json);
    }

    private static Parts parts(List<String> words) {
        var sections = EnumSet.noneOf(Section.class);
        words.stream().filter(word -> !word.equals(SOURCES)).forEach(word -> sections.add(section(word)));
        return new Parts(sections, words.contains(SOURCES));
    }

    /** The section that has this name in the answer. */
    static Section section(String word) {
        return Arrays.stream(Section.values()).filter(section -> section.member().equals(word)).findFirst()
                .orElseThrow(() -> new BadRequest("there is no section '" + word + "'; known are " + Stream.concat(
                        Arrays.stream(Section.values()).map(Section::member), Stream.of(SOURCES)).toList()));
    }

    private static void within(Parts parts, Fields fields) {
        fields.roots().stream()
                .filter(root -> root.equals(SOURCES) ? !parts.hasSources() : !parts.sections().contains(section(root)))
                .findFirst().ifPresent(root -> {
                    throw new BadRequest("fields names '" + root + "', which is none of the sections asked for");
                });
    }
}
