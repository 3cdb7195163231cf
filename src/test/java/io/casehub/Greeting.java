package io.casehub;

import io.casehub.cases.HubCase;
import io.casehub.connector.ConnectorState;
import io.casehub.landscape.Landscape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands on the console when the demo is up: enough to go on without a manual. */
final class Greeting {

    private Greeting() {}

    static String text(String address, String key, List<ConnectorState> states, Landscape landscape,
            Optional<HubCase> open) {
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
                %4$s
                The systems: %5$s shows, stops, starts and touches them (docs/landscape.md).
                Ctrl-C stops everything; the data stay where they are.
                """.formatted(address, systems, key,
                open.map(one -> resolving(address, key, one, landscape)).orElse(""), landscape.controlUrl());
    }

    /** A change with its way back. */
    private static String resolving(String address, String key, HubCase open, Landscape landscape) {
        var crm = landscape.hubSettings();
        return """
                Resolve a case, and ask the CRM itself what it says of it:
                  curl -s -X PATCH -H 'X-Api-Key: %1$s' -H 'If-Match: *' -H 'Content-Type: application/merge-patch+json' \\
                    -d '{"status":"resolved"}' '%2$s/api/v1/cases/%3$s'
                  curl -s -H 'X-Api-Key: %4$s' '%5$s/v2/cases/%6$s'
                """
                .formatted(key, address, open.number(), crm.get("crm.api-key"), crm.get("crm.url"),
                        open.origin().key());
    }
}
