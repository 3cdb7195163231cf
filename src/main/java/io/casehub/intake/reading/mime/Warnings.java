package io.casehub.intake.reading.mime;

import io.casehub.intake.reading.words.PlainText;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What could not be read, or must not be believed, in sentences; each once, and not too many. */
public final class Warnings {

    private static final int MOST = 100;
    private static final int LONGEST = 300;

    private final Set<String> sentences = new LinkedHashSet<>();

    public void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(PlainText.line(sentence, LONGEST));
        }
    }

    public Collection<String> all() {
        return Collections.unmodifiableSet(sentences);
    }
}
