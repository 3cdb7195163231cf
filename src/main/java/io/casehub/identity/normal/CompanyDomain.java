package io.casehub.identity.normal;

import java.net.IDN;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Whose the host of a mail address is: everybody's, or that of the company it is called after. */
public final class CompanyDomain {

    private static final Set<String> PUBLIC = Lexicon.words("public-mail-hosts", UnaryOperator.identity());
    /** Two letters are a country or a chance. */
    private static final int SHORTEST = 3;

    private CompanyDomain() {}

    /** Whether anybody can have a mailbox there. */
    public static boolean isPublic(String domain) {
        return PUBLIC.contains(domain);
    }

    /**
     * Whether a label of the domain is made of nothing but the company's own words, in any order and
     * with or without its legal form, or of its initials: {@code weber-logistik.example},
     * {@code weberlogistik.example}, {@code mail.weber.example} and {@code wls.example} are Weber
     * Logistik Service GmbH's.
     */
    public static boolean isCalledAfter(String domain, OrganisationName name) {
        var labels = domain.split("\\.");
        return !isPublic(domain) && Arrays.stream(labels, 0, Math.max(0, labels.length - 1))
                .anyMatch(label -> isMadeOf(label, name));
    }

    private static boolean isMadeOf(String label, OrganisationName name) {
        var words = OrganisationName.of(IDN.toUnicode(label).replace('-', ' ')).words();
        var letters = String.join("", words);
        return letters.length() >= SHORTEST && (letters.equals(name.initials())
                || words.stream().allMatch(word -> isMadeOf(word, name.words())));
    }

    private static boolean isMadeOf(String text, List<String> words) {
        return text.isEmpty() || words.stream()
                .anyMatch(word -> text.startsWith(word) && isMadeOf(text.substring(word.length()), words));
    }
}
