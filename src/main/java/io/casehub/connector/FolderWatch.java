package io.casehub.connector;

import io.casehub.mapping.FileBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees when the files or settings of a connector change while the hub runs. It looks, and is not
 * told: mounted folders tell nothing. What changes from one look to the next is still being
 * written.
 */
@Component
class FolderWatch {

    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private final Catalog catalog;
    private final Path routes;
    private final Path mappings;
    private final Map<String, Object> known = new ConcurrentHashMap<>();
    private final Map<String, Object> before = new ConcurrentHashMap<>();
    private boolean isFileWell = true;

    FolderWatch(Catalog catalog, @Value("${casehub.routes:routes}") Path routes,
            @Value("${casehub.mappings:mappings}") Path mappings) {
        this.catalog = catalog;
        this.routes = routes;
        this.mappings = mappings;
    }

    /** Takes in what has changed since the last look and stayed as it is for one. */
    @Scheduled(fixedDelayString = "${casehub.watch-every:1500ms}")
    synchronized void look() {
        if (!catalog.isLoaded()) {
            return;
        }
        refreshSettings();
        for (var name : catalog.names()) {
            var now = look(name);
            var last = known.putIfAbsent(name, now);
            if (last == null && catalog.find(name).isPresent() || now.equals(last)) {
                before.remove(name);
            } else if (now.equals(before.put(name, now))) {
                before.remove(name);
                catalog.reload(name);
                known.put(name, look(name)); // what it may be told stands in the file it was told to read
            } else if (last == null) {
                known.remove(name); // a new folder is looked at twice as well
            }
        }
    }

    private void refreshSettings() {
        try {
            catalog.settings().refresh();
            isFileWell = true;
        } catch (FileBroken e) {
            if (isFileWell) {
                log.atWarn().addKeyValue("reason", e.getMessage()).log("settings are not read; the old ones stay");
            }
            isFileWell = false;
        }
    }

    private Object look(String name) {
        var files = new TreeMap<>(files(routes.resolve(name)));
        files.putAll(files(mappings.resolve(name)));
        var settings = catalog.find(name).map(connector -> catalog.settings().of(name, connector.file()))
                .orElse(Map.of());
        return Map.of("files", files, "settings", settings);
    }

    private static Map<String, String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toMap(Path::toString, FolderWatch::stamp));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    private static String stamp(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "gone"; // between two looks
        }
    }
}
