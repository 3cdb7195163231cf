package io.casehub.identity.normal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's name in normal form.
 *
 * @param words what is its own, in order: Latin words, usual abbreviations written out, without
 * legal form, articles and "and"
 * @param legalForm in its one form, such as {@code gmbh}, {@code inc}, {@code sa}
 * @param initials of the words; "International Business Machines" is {@code ibm}
 */
public record OrganisationName(List<String> words, @Nullable String legalForm, String initials) {

    public OrganisationName {
        words = List.copyOf(words);
    }

    public static OrganisationName of(String name) {
        return OrganisationReader.read(name);
    }

    /** Whether a name is an organisation's by its look: it has a legal form or a typical word. */
    public static boolean looksLikeOne(String fullName) {
        return OrganisationReader.looksLikeOne(fullName);
    }
}
