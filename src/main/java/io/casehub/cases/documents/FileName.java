package io.casehub.cases.documents;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Names of files that are safe wherever they are saved. */
final class FileName {

    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 12;
    private static final String NAMELESS = "document";

    private FileName() {}

    /**
     * The last part of a path, composed (NFC), without what a file system or a reader's eye could be
     * deceived by: controls, marks that turn the direction of writing, characters Windows refuses.
     */
    static String safe(@Nullable String given) {
        var last = given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        var plain = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "")
                .replaceAll("[<>:\"|?*]", "_")
                .replaceAll("\\s+", " ")
                .replaceAll("^[. ]+|[. ]+$", "");
        return plain.isEmpty() ? NAMELESS : shortened(plain);
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int cut = LONGEST - ending.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(cut - 1)) ? cut - 1 : cut) + ending;
    }
}
