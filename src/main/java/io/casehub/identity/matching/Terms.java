package io.casehub.identity.matching;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How common names and places are, as it stands in a file beside {@code matching.yaml}: lines of
 * kind, trait, value in normal form and share.
 */
record Terms(Map<CustomerKind, Frequencies> kinds) {

    private static final String HEADER = "kind,trait,value,share";
    private static final int COLUMNS = 4;

    static Terms none() {
        return new Terms(Map.of());
    }

    Frequencies of(CustomerKind kind) {
        return kinds.getOrDefault(kind, Frequencies.none());
    }

    /**
     * The file that is named in another.
     *
     * @throws FileBroken where it is missing or a line of it cannot be used
     */
    static Terms read(Spot name) {
        var file = name.file().resolveSibling(name.text());
        if (!Files.isRegularFile(file)) {
            throw name.wrong(name.text() + " is missing beside this file; casehub identity train writes it");
        }
        try {
            return read(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new FileBroken(file + " cannot be read: " + e.getMessage());
        }
    }

    private static Terms read(Path file, List<String> lines) {
        var shares = new EnumMap<CustomerKind, Map<Trait, Map<String, Double>>>(CustomerKind.class);
        for (int line = 0; line < lines.size(); line++) {
            var text = lines.get(line);
            if (!text.isBlank() && !text.startsWith("#") && !text.equals(HEADER)) {
                take(shares, text.split(","), file + ":" + (line + 1) + ": ");
            }
        }
        var kinds = new EnumMap<CustomerKind, Frequencies>(CustomerKind.class);
        shares.forEach((kind, traits) -> kinds.put(kind, new Frequencies(traits)));
        return new Terms(kinds);
    }

    private static void take(Map<CustomerKind, Map<Trait, Map<String, Double>>> shares, String[] said, String place) {
        var kind = CodeWord.find(CustomerKind.class, said[0]);
        var trait = Arrays.stream(Frequencies.COUNTED)
                .filter(known -> said.length == COLUMNS && known.word().equals(said[1]))
                .findFirst();
        if (kind.isEmpty() || trait.isEmpty()) {
            throw new FileBroken(place + HEADER + " is wanted here: person or organisation, one of "
                    + String.join(", ", Arrays.stream(Frequencies.COUNTED).map(Trait::word).toList())
                    + ", a value in normal form, and its share from 0 to 1");
        }
        shares.computeIfAbsent(kind.get(), any -> new EnumMap<>(Trait.class))
                .computeIfAbsent(trait.get(), any -> new HashMap<>()).put(said[2], share(said[3], place));
    }

    private static double share(String text, String place) {
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // told below, as any other that is no share
        }
        throw new FileBroken(place + "a share above 0 and at most 1 is wanted, not " + text);
    }

    /** The lines of the file. */
    String text() {
        var text = new StringBuilder(
                "# How common names and places are: learnt by casehub identity train, common values only;\n"
                        + "# " + Frequencies.ANY_OTHER + " is each of those that are not listed.\n" + HEADER + '\n');
        kinds.forEach((kind, frequencies) -> frequencies.shares().forEach((trait, values) -> values
                .forEach((value, share) -> text.append(kind.word()).append(',').append(trait.word()).append(',')
                        .append(value)
                        .append(',').append(LearntFile.number(share)).append('\n'))));
        return text.toString();
    }
}
