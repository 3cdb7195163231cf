package io.casehub.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of events.
 *
 * @param keep how long events can be asked for again; 30 days unless set
 * @param followers how many may listen to one node at a time; 500 unless set
 * @param look how often a node looks for what other nodes did; 200 ms unless set
 * @param source what this hub is called in events that leave it, a URI: with their ids it names
 * each event in the world
 */
@ConfigurationProperties("casehub.events")
record EventSettings(@DefaultValue("30d") Duration keep, @DefaultValue("500") int followers,
        @DefaultValue("200ms") Duration look, @DefaultValue("/casehub") String source) {

    EventSettings {
        if (keep.compareTo(Duration.ofMinutes(1)) < 0 || followers < 1 || look.toMillis() < 1) {
            throw new IllegalArgumentException("casehub.events: keep is at least 1m, followers at least 1, look at "
                    + "least 1ms");
        }
        if (source.isBlank() || source.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("casehub.events.source is a URI, such as https://hub.example.org");
        }
    }
}
