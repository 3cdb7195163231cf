package io.casehub;

import io.casehub.connector.ConnectorState;
import java.util.List;
import java.util.stream.Collectors;

/** What stands on the console when the demo is up: enough to go on without a manual. */
final class Greeting {

    private Greeting() {}

    static String text(String address, String key, List<ConnectorState> states) {
        var systems = states.stream()
                .map(state -> "    %-10s %,7d records   %s".formatted(state.name(), Demo.received(List.of(state)),
                        state.title()))
                .collect(Collectors.joining("\n"));
        return """

                casehub is up: %1$s   (documentation: %1$s/docs, user demo, password the key below)

                Taken in so far:
                %2$s

                API key (valid for a day):  %3$s

                Who is calling?
                  curl -s -H 'X-Api-Key: %3$s' '%1$s/api/v1/customers?name=maier'
                What is going on? (the newest open cases)
                  curl -s -H 'X-Api-Key: %3$s' '%1$s/api/v1/cases?status=new,open&limit=3'
                What happens right now? (stays open; Ctrl-C ends it)
                  curl -sN -H 'X-Api-Key: %3$s' '%1$s/api/v1/events'

                The systems: http://localhost:8100 shows, stops, starts and touches them (docs/landscape.md).
                Ctrl-C stops everything; the data stay in data/.
                """.formatted(address, systems, key);
    }
}
