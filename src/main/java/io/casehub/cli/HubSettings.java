package io.casehub.cli;

import io.casehub.intake.reading.MailSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What a command was told, read from where the hub reads it, without starting anything of it. */
final class HubSettings {

    /**
     * Lazy, so that a missing setting is found by us and not by a connection pool; silent, since the
     * command speaks.
     */
    private static final List<String> QUIETLY = List.of("--spring.main.lazy-initialization=true",
            "--spring.main.banner-mode=off", "--logging.threshold.console=OFF");

    private HubSettings() {}

    /** What a part of the hub is started with that a command needs. */
    static List<String> quietly(List<String> settings) {
        return Stream.concat(settings.stream(), QUIETLY.stream()).toList();
    }

    /**
     * The folder of mappings.
     *
     * @throws SettingMissing where there is none
     */
    static Path mappings(List<String> settings) {
        return folder(settings, "mappings");
    }

    /** Where the folder of mappings is or would be. */
    static Path mappingsIfAny(List<String> settings) {
        return folder(environment(settings), "mappings");
    }

    /**
     * The folder of connectors.
     *
     * @throws SettingMissing where there is none
     */
    static Path routes(List<String> settings) {
        return folder(settings, "routes");
    }

    /** How mails are read. */
    static MailSettings mail(List<String> settings) {
        return Binder.get(environment(settings)).bind("casehub.mail", MailSettings.class)
                .orElseGet(MailSettings::none);
    }

    private static Path folder(List<String> settings, String name) {
        var folder = folder(environment(settings), name);
        if (!Files.isDirectory(folder)) {
            throw new SettingMissing(missing(folder, name));
        }
        return folder;
    }

    static Path folder(Environment environment, String name) {
        return Path.of(environment.getProperty("casehub." + name, name));
    }

    /** The one sentence about a folder that is not there, wherever it is found missing. */
    static String missing(Path folder, String name) {
        return "There is no folder " + folder.toAbsolutePath() + ": start casehub where routes/ and mappings/ lie, "
                + "or set casehub." + name + ".";
    }

    private static Environment environment(List<String> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources()
                .addFirst(new SimpleCommandLinePropertySource(settings.toArray(String[]::new)));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }
}
