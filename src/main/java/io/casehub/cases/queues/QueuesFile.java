package io.casehub.cases.queues;

import io.casehub.mapping.Spot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the file says.
 *
 * @param queues the team of each queue
 * @param teams the members of each team, by the names they call the hub under
 * @param usual where a case waits whose type names no queue
 */
record QueuesFile(Map<String, String> queues, Map<String, Set<String>> teams, @Nullable String usual) {

    static final QueuesFile NONE = new QueuesFile(Map.of(), Map.of(), null);

    /** @throws io.casehub.mapping.FileBroken with the place of what cannot be used */
    static QueuesFile read(Spot file) {
        file.fields("teams", "queues", "usual");
        var teams = new LinkedHashMap<String, Set<String>>();
        file.get("teams").fields().forEach((team, spot) -> {
            spot.fields("members");
            teams.put(named(team, spot), Set.copyOf(spot.get("members").texts()));
        });
        var queues = new LinkedHashMap<String, String>();
        file.get("queues").fields().forEach((queue, spot) -> {
            spot.fields("team");
            var team = spot.get("team");
            queues.put(named(queue, spot), known("team", team, teams.keySet()));
        });
        return new QueuesFile(queues, teams,
                file.find("usual").map(spot -> known("queue", spot, queues.keySet())).orElse(null));
    }

    private static String named(String name, Spot spot) {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            throw spot.wrong(name + " is no name: it is lower-case letters, digits and hyphens");
        }
        return name;
    }

    private static String known(String what, Spot spot, Set<String> known) {
        if (!known.contains(spot.text())) {
            throw spot.wrong("there is no " + what + " " + spot.text() + " in this file; there are "
                    + String.join(", ", known));
        }
        return spot.text();
    }
}
