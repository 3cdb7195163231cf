package io.casehub.cases.queues;

import io.casehub.mapping.LivingFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The queues and teams of {@code mappings/cases/queues.yaml}; without that file any name will do.
 */
@Component
public class Queues {

    private final LivingFile<QueuesFile> file;

    /** @param mappings the folder that {@code cases/queues.yaml} is in */
    public Queues(@Value("${casehub.mappings:mappings}") Path mappings) {
        this.file = new LivingFile<>(mappings.resolve("cases").resolve("queues.yaml"), QueuesFile.NONE,
                (spot, text) -> QueuesFile.read(spot));
        look();
    }

    /** Takes in what has changed; cases stay in the queues they are in. */
    @Scheduled(fixedDelay = 1000)
    public final void look() {
        file.look();
    }

    /** Where cases wait whose type names no queue. */
    public @Nullable String usual() {
        return file.said().usual();
    }

    /** The team that looks after a queue. */
    public Optional<String> team(String queue) {
        return Optional.ofNullable(file.said().queues().get(queue));
    }

    /** The queues of the teams that somebody is in, in the order of their names. */
    public List<String> of(String member) {
        var teams = file.said().teams().entrySet().stream().filter(team -> team.getValue().contains(member))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return file.said().queues().entrySet().stream().filter(queue -> teams.contains(queue.getValue()))
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** Why a case cannot be put into a queue, as a sentence; empty where it can. */
    public Optional<String> refusal(String queue) {
        return unknown("queue", queue, file.said().queues().keySet());
    }

    /** Why a case cannot be given to a team, as a sentence; empty where it can. */
    public Optional<String> refusalOfTeam(String team) {
        return unknown("team", team, file.said().teams().keySet());
    }

    private static Optional<String> unknown(String what, String name, Set<String> known) {
        return known.isEmpty() || known.contains(name)
                ? Optional.empty()
                : Optional.of("there is no " + what + " " + name + "; there are "
                        + String.join(", ", known.stream().sorted().toList()));
    }
}
