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

    public static void main(String[] args) {
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
