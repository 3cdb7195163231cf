package io.casehub.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.RulesFile;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How the statuses of a case and its source cases follow each other:
 * {@code mappings/case-status.yaml}, read anew when the file changes.
 */
@Component
public class StatusRules {

    private final RulesFile<Rules> file;

    StatusRules(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new RulesFile<>(folder.resolve("case-status.yaml"), Rules::read, new Rules(List.of(), Map.of()));
    }

    /** Whether a system's case moves its hub case, and how far. */
    Moves moves(String system) {
        return line(system).moves();
    }

    /** Systems whose word on subject, priority and assignee goes before that of others are less. */
    int rank(String system) {
        var lead = file.rules().lead();
        return lead.contains(system) ? lead.indexOf(system) : lead.size();
    }

    /** Whether a system is told a status that somebody decided, or that another system came to. */
    public boolean isTold(String system, CaseStatus status, boolean byAgent) {
        var line = line(system);
        return !line.notTold().contains(status) && (byAgent || line.isToldEverything());
    }

    /** The status a system says it has once it was told another. */
    public CaseStatus readBack(String system, CaseStatus told) {
        return line(system).readsBack().getOrDefault(told, told);
    }

    private Line line(String system) {
        return file.rules().systems().getOrDefault(system, Line.DEFAULT);
    }

    /** What a source case can do to its hub case. */
    enum Moves implements CodeWord {
        ALWAYS, REOPENING, NEVER
    }

    /** The whole file. */
    private record Rules(List<String> lead, Map<String, Line> systems) {

        static Rules read(JsonNode tree) {
            var systems = new HashMap<String, Line>();
            tree.path("systems").fields()
                    .forEachRemaining(entry -> systems.put(entry.getKey(), Line.of(entry.getKey(), entry.getValue())));
            return new Rules(words(tree.path("lead")), Map.copyOf(systems));
        }
    }

    /** What is said of one system. */
    private record Line(Moves moves, boolean isToldEverything, Set<CaseStatus> notTold,
            Map<CaseStatus, CaseStatus> readsBack) {

        static final Line DEFAULT = new Line(Moves.ALWAYS, false, Set.of(), Map.of());
        private static final Set<String> KEYS = Set.of("moves", "told-of", "not-told", "reads-back");

        static Line of(String system, JsonNode said) {
            said.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(system + " has " + KEYS + ", not " + key);
                }
            });
            var notTold = EnumSet.noneOf(CaseStatus.class);
            words(said.path("not-told")).forEach(word -> notTold.add(status(system, word)));
            var readsBack = new EnumMap<CaseStatus, CaseStatus>(CaseStatus.class);
            said.path("reads-back").fields().forEachRemaining(entry -> readsBack.put(status(system, entry.getKey()),
                    status(system, entry.getValue().asText())));
            return new Line(word(Moves.class, system, said.path("moves").asText("always")),
                    word(ToldOf.class, system, said.path("told-of").asText("agents")) == ToldOf.EVERYTHING, notTold,
                    readsBack);
        }
    }

    /** Whose moves a system hears of. */
    private enum ToldOf implements CodeWord {
        AGENTS, EVERYTHING
    }

    private static CaseStatus status(String system, String word) {
        return word(CaseStatus.class, system, word);
    }

    private static <E extends Enum<E> & CodeWord> E word(Class<E> list, String system, String word) {
        return CodeWord.find(list, word).orElseThrow(() -> new IllegalArgumentException(
                word + " of " + system + " is none of " + List.of(list.getEnumConstants()).stream().map(CodeWord::word)
                        .toList()));
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
