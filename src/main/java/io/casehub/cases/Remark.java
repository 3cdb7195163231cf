package io.casehub.cases;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something somebody wants to write on a case.
 *
 * @param text 1 to 20,000 characters
 * @param isInternal the customer may not see it
 * @param inReplyTo the comment of the same case that it answers
 * @param mentions whom it calls to the case, by the names as which they call the hub; at most 20
 */
public record Remark(String text, boolean isInternal, @Nullable UUID inReplyTo, List<String> mentions) {

    private static final int LONGEST = 20_000;
    private static final int MOST_MENTIONS = 20;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,99}");

    public Remark {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a comment has 1 to " + LONGEST + " characters");
        }
        mentions = mentions.stream().distinct().toList();
        if (mentions.size() > MOST_MENTIONS || !mentions.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("mentions are at most " + MOST_MENTIONS
                    + " names such as expert.name, of letters, digits and . _ @ + -");
        }
    }
}
