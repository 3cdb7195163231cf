package io.casehub.outbound;

import io.casehub.Arrivals;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Systems that answer what a test tells them to, and what they did if it tells them nothing. */
final class RememberingCarrier implements Carrier {

    final List<Command> carried = new ArrayList<>();
    final Deque<Outcome> answers = new ArrayDeque<>();
    final Map<String, List<Entity>> hearing = new HashMap<>();
    final Set<String> repeatable = new HashSet<>(Set.of("crm", "billing"));

    @Override
    public boolean carries(String system, CommandKind kind) {
        return kind != CommandKind.CASE_ASSIGNEE;
    }

    @Override
    public boolean isRepeatable(String system, CommandKind kind) {
        return repeatable.contains(system);
    }

    @Override
    public Map<String, List<Entity>> hearing() {
        return hearing;
    }

    @Override
    public Outcome carry(Command command) {
        carried.add(command);
        var answer = answers.poll();
        return answer == null ? done(command.sequence() + 1) : answer;
    }

    /** The rooms from ingest to outbound, which tell these systems what they have to tell. */
    Arrivals serves(Path temp) {
        return new Arrivals(temp, context -> context.registerBean(Carrier.class, () -> this), "ingest", "audit",
                "identity", "cases", "intake", "outbound");
    }

    static Outcome done(long sequence) {
        return new Outcome.Delivered((CaseStatus) null, null, sequence, "HTTP 200");
    }
}
