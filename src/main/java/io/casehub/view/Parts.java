package io.casehub.view;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much of a customer's view is wanted.
 *
 * @param sections in the order of {@link Section}
 * @param hasSources whether the state of the sources is wanted too
 */
public record Parts(Set<Section> sections, boolean hasSources) {

    /** The whole answer. */
    public static final Parts ALL = new Parts(EnumSet.allOf(Section.class), true);

    public Parts {
        var sorted = EnumSet.noneOf(Section.class);
        sorted.addAll(sections);
        sections = Collections.unmodifiableSet(sorted);
    }
}
