package io.casehub.connector.files;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files of a folder are to be read, by their names. */
final class Wanted {

    private static final List<String> NEVER = List.of(".tmp", ".part", ".filepart");
    private static final String NAME = "{name}";

    private final PathMatcher names;
    private final String ready;
    private final Pattern markers;

    /**
     * @param names a pattern such as {@code orders-*.csv}
     * @param ready the name of the file that says {@code {name}} is whole, empty where none does
     */
    Wanted(String names, String ready) {
        if (!ready.isEmpty() && (!ready.contains(NAME) || ready.equals(NAME))) {
            throw new IllegalArgumentException("ready: \"" + ready + "\" must hold {name} and more, such as {name}.ok");
        }
        this.names = FileSystems.getDefault().getPathMatcher("glob:" + names);
        this.ready = ready;
        this.markers = Pattern.compile(Pattern.quote(ready).replace(NAME, "\\E.+\\Q"), Pattern.DOTALL);
    }

    boolean has(String name) {
        return !name.startsWith(".") && NEVER.stream().noneMatch(name::endsWith) && names.matches(Path.of(name))
                && (ready.isEmpty() || !markers.matcher(name).matches());
    }

    /** The file that must be there before this one is read. */
    Optional<String> marker(String name) {
        return ready.isEmpty() ? Optional.empty() : Optional.of(ready.replace(NAME, name));
    }
}
