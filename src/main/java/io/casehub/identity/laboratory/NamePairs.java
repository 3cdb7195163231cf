package io.casehub.identity.laboratory;

import io.casehub.identity.likeness.Likeness;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file of names to be compared: columns left and right, and kind where the kinds differ.
 */
public final class NamePairs {

    private NamePairs() {}

    /**
     * @param kind of those rows that do not say theirs
     * @throws FileUnusable where a column is missing or a kind is none, with its line
     */
    public static List<Pair> read(Path file, Optional<CustomerKind> kind) {
        var table = Table.read(file).having(List.of("left", "right"));
        var pairs = new ArrayList<Pair>();
        for (int row = 0; row < table.rows().size(); row++) {
            var said = table.rows().get(row);
            var word = said.getOrDefault("kind", "");
            var place = file + ", row " + (row + 1);
            pairs.add(new Pair(said.getOrDefault("left", ""), said.getOrDefault("right", ""), word.isEmpty()
                    ? kind
                    : Optional.of(CodeWord.find(CustomerKind.class, word).orElseThrow(
                            () -> new FileUnusable(place + ": kind is person or organisation, not " + word)))));
        }
        return pairs;
    }

    /** @param kind what the names look like where it is empty */
    public record Pair(String left, String right, Optional<CustomerKind> kind) {

        public Likeness likeness() {
            return Likeness.of(left, right, kind.orElseGet(() -> Likeness.kind(left, right)));
        }
    }
}
