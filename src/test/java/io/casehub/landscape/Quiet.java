package io.casehub.landscape;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The embedded servers tell the console far more than anybody wants to read, and writing it doubles
 * their start time.
 */
final class Quiet {

    private static final List<String> TALKERS = List.of("kafka", "org.apache.kafka", "org.apache.zookeeper",
            "state.change.logger", "io.zonky",
            "com.icegreen");

    private Quiet() {}

    static void please() {
        for (var name : TALKERS) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger)
                logger.setLevel(Level.ERROR);
        }
    }
}
