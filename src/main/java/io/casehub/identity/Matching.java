package io.casehub.identity;

import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingFile;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The rules by which records are judged: {@code mappings/matching.yaml}, read anew when the file
 * changes; without one those that the hub is shipped with.
 */
@Component
class Matching {

    private final LivingFile<Matcher> file;

    Matching(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(folder.resolve("matching.yaml"), new Matcher(shipped()),
                (spot, text) -> new Matcher(MatchingFile.read(spot)));
    }

    Matcher matcher() {
        file.look();
        return file.said();
    }

    private static MatchingRules shipped() {
        try (var stream = Objects.requireNonNull(Matching.class.getResourceAsStream("/identity/matching.yaml"))) {
            return MatchingFile.read(Spot.of(Path.of("matching.yaml"),
                    new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
