package io.casehub.view.signals;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What is to be noticed: {@code mappings/signals.yaml}, read anew when the file changes. */
@Component
public class SignalRules {

    private static final Rules NONE = new Rules(ZoneId.of("UTC"), Map.of(), "");

    private final LivingFile<Rules> file;

    SignalRules(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(in(folder), NONE, SignalRules::read);
    }

    /** As the file says now, or said before it was broken; nothing is noticed where there is none. */
    public Rules rules() {
        file.look();
        return file.said();
    }

    /** Why the file in a folder of mappings cannot be used; empty where it can, or there is none. */
    public static Optional<FileBroken> fault(Path mappings) {
        try {
            if (Files.exists(in(mappings))) {
                read(Spot.read(in(mappings)), "");
            }
            return Optional.empty();
        } catch (FileBroken e) {
            return Optional.of(e);
        }
    }

    private static Path in(Path mappings) {
        return mappings.resolve("signals.yaml");
    }

    private static Rules read(Spot file, String text) {
        file.fields("zone", "signals");
        var figures = new EnumMap<SignalKind, Figures>(SignalKind.class);
        file.get("signals").fields().forEach((name, spot) -> {
            var kind = CodeWord.find(SignalKind.class, name).orElseThrow(() -> spot.wrong("there is no signal " + name
                    + "; there are " + Arrays.stream(SignalKind.values()).map(CodeWord::word)
                            .collect(Collectors.joining(", "))));
            Figures.read(kind, spot).ifPresent(said -> figures.put(kind, said));
        });
        return new Rules(zone(file.get("zone")), figures,
                HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static ZoneId zone(Spot spot) {
        try {
            return ZoneId.of(spot.text());
        } catch (DateTimeException e) {
            throw spot.wrong("a zone such as Europe/Berlin is wanted here, and not " + spot.text());
        }
    }

    /**
     * What the file says.
     *
     * @param zone in which days end
     * @param figures of the signals that are on
     * @param fingerprint of the text, to see that it is another
     */
    public record Rules(ZoneId zone, Map<SignalKind, Figures> figures, String fingerprint) {

        public Rules {
            figures = Map.copyOf(figures);
        }

        Optional<Figures> of(SignalKind kind) {
            return Optional.ofNullable(figures.get(kind));
        }

        /** How long an invoice is left alone behind its day, also where that alone raises nothing. */
        Duration graceOfInvoices() {
            return of(SignalKind.INVOICE_OVERDUE).map(Figures::after).orElse(Duration.ZERO);
        }
    }
}
