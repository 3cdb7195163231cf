package io.casehub;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The hub: connects legacy systems into one case view. */
@SpringBootApplication
public class Casehub {

    public static void main(String[] args) {
        SpringApplication.run(Casehub.class, args);
    }
}
