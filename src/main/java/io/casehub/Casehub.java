package io.casehub;

import io.casehub.cli.CasehubCommand;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The hub: connects legacy systems into one case view. */
@SpringBootApplication
@EnableScheduling
public class Casehub {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] args) {
        // a virtual thread that waits for a class keeps its carrier: where there are only two, both could
        // wait for a thread that needs one of them, and all would stand still for ever
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, "16");
        }
        // JDBC drivers make a time without a zone one of this machine's: in the hour that summer time
        // skips, another
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        int code = new CasehubCommand(settings -> SpringApplication.run(Casehub.class, settings)).run(args);
        // a hub that runs goes on behind this line
        if (code != 0) {
            System.exit(code);
        }
    }
}
