package io.casehub.cases;

import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How the statuses of a case and its source cases follow each other:
 * {@code mappings/case-status.yaml}, read anew when the file changes.
 */
@Component
public class StatusRules {

    private final LivingFile<Rules> file;

    StatusRules(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(folder.resolve("case-status.yaml"), new Rules(List.of(), Map.of()),
                (spot, text) -> Rules.read(spot));
    }

    /** Whether a system's case moves its hub case, and how far. */
    Moves moves(String system) {
        return line(system).moves();
    }

    private int rank(String system) {
        var lead = rules().lead();
        return lead.contains(system) ? lead.indexOf(system) : lead.size();
    }

    /** Whether a system is told a status that somebody decided, or that another system came to. */
    public boolean isTold(String system, CaseStatus status, boolean byAgent) {
        var line = line(system);
        return !line.notTold().contains(status) && (byAgent || line.isToldEverything());
    }

    /**
     * The record whose word on priority, assignee and subject is that of its case; empty where none is.
     */
    public Optional<SourceRef> lead(Collection<CaseLink> links) {
        return leading(links).map(CaseLink::source);
    }

    Optional<CaseLink> leading(Collection<CaseLink> links) {
        return links.stream().filter(link -> link.status() != null && !link.isGone())
                .min(Comparator.comparing((CaseLink link) -> rank(link.source().system()))
                        .thenComparing(CaseLink::source));
    }

    private Rules rules() {
        file.look();
        return file.said();
    }

    private Line line(String system) {
        return rules().systems().getOrDefault(system, Line.DEFAULT);
    }

    /** What a source case can do to its hub case. */
    enum Moves implements CodeWord {
        ALWAYS,
        REOPENING,
        NEVER
    }

    /** The whole file. */
    private record Rules(List<String> lead, Map<String, Line> systems) {

        static Rules read(Spot file) {
            var systems = new HashMap<String, Line>();
            file.fields("lead", "systems");
            file.find("systems").ifPresent(
                    section -> section.fields().forEach((system, spot) -> systems.put(system, Line.of(spot))));
            return new Rules(file.find("lead").map(Spot::texts).orElse(List.of()), Map.copyOf(systems));
        }
    }

    /** What is said of one system. */
    private record Line(Moves moves, boolean isToldEverything, Set<CaseStatus> notTold) {

        static final Line DEFAULT = new Line(Moves.ALWAYS, false, Set.of());

        static Line of(Spot said) {
            said.fields("moves", "told-of", "not-told");
            var notTold = EnumSet.noneOf(CaseStatus.class);
            said.find("not-told").ifPresent(list -> list.texts().forEach(word -> notTold.add(status(list, word))));
            return new Line(said.find("moves").map(spot -> word(Moves.class, spot, spot.text())).orElse(Moves.ALWAYS),
                    said.find("told-of").map(spot -> word(ToldOf.class, spot, spot.text()))
                            .filter(ToldOf.EVERYTHING::equals).isPresent(),
                    notTold);
        }
    }

    /** Whose moves a system hears of. */
    private enum ToldOf implements CodeWord {
        AGENTS,
        EVERYTHING
    }

    private static CaseStatus status(Spot at, String word) {
        return word(CaseStatus.class, at, word);
    }

    private static <E extends Enum<E> & CodeWord> E word(Class<E> list, Spot at, String word) {
        return CodeWord.find(list, word).orElseThrow(() -> at.wrong("there is no " + word + " here; there are "
                + Arrays.stream(list.getEnumConstants()).map(CodeWord::word).collect(Collectors.joining(", "))));
    }
}
