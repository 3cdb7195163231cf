package io.casehub.outbound;

import io.casehub.Arrivals;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.outbound.Command.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Systems that answer what a test tells them to, and what they did if it tells them nothing. */
final class RememberingCarrier implements Carrier {

    final List<Command> carried = new ArrayList<>();
    /** Of what may have been told, and must not be twice. */
    final List<Command> asked = new ArrayList<>();
    final Deque<Outcome> findings = new ArrayDeque<>();
    final Deque<Outcome> answers = new ArrayDeque<>();
    final Map<String, List<Entity>> hearing = new HashMap<>();
    final Map<String, Map<CommandKind, String>> declared = new HashMap<>();
    /** What happens between a command's being told and its answer, once. */
    @Nullable
    Runnable meanwhile;
    /** Values for which systems have one word. */
    final Set<String> oneWord = new HashSet<>();
    /** Systems that take no commands. */
    final Set<String> deaf = new HashSet<>();
    final Set<String> folding = new HashSet<>();
    final Set<String> repeatable = new HashSet<>(Set.of("crm", "billing"));

    @Override
    public boolean carries(String system, CommandKind kind) {
        return !kind.equals(CommandKind.CASE_ASSIGNEE) && !deaf.contains(system);
    }

    @Override
    public boolean isRepeatable(String system, CommandKind kind) {
        return repeatable.contains(system);
    }

    @Override
    public boolean folds(String system, CommandKind kind) {
        return folding.contains(system);
    }

    @Override
    public Duration expected(String system, CommandKind kind) {
        return Duration.ofMinutes(15);
    }

    @Override
    public Map<CommandKind, String> declared(String system) {
        return declared.getOrDefault(system, Map.of());
    }

    @Override
    public boolean isSameThere(String system, CommandKind kind, @Nullable String one, @Nullable String other) {
        return Objects.equals(one, other)
                || oneWord.contains(String.valueOf(one)) && oneWord.contains(String.valueOf(other));
    }

    @Override
    public Map<String, List<Entity>> hearing() {
        return hearing;
    }

    @Override
    public List<String> owned(String system) {
        return system.equals("crm") ? List.of("customer.contacts") : List.of();
    }

    @Override
    public Outcome carry(Command command) {
        if (command.manner() == Manner.DOUBTFUL) {
            asked.add(command);
            var found = findings.poll();
            return found == null ? new Outcome.Unknown("it cannot be asked") : found;
        }
        carried.add(command);
        if (meanwhile != null) {
            var once = meanwhile;
            meanwhile = null;
            once.run();
        }
        var answer = answers.poll();
        return answer == null ? done(command.sequence() + 1) : answer;
    }

    /** The rooms from ingest to outbound, which tell these systems what they have to tell. */
    Arrivals serves(Path temp) {
        return new Arrivals(temp, context -> context.registerBean(Carrier.class, () -> this), "ingest", "audit",
                "identity", "cases", "intake", "outbound");
    }

    static Outcome done(long sequence) {
        return delivered(null, null, sequence);
    }

    static Outcome.Delivered delivered(@Nullable CaseStatus status, @Nullable String word, long sequence) {
        return new Outcome.Delivered(new Shown(status, word, null, null, null, sequence), Confirmation.ANSWER,
                "HTTP 200");
    }
}
