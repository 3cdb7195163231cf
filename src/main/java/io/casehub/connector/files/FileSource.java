package io.casehub.connector.files;

import io.casehub.connector.files.formats.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a route on {@code pull-files} is told by its parameters.
 *
 * @param path the folder of this machine; not read where there is an account
 * @param after what becomes of a file that has been read
 * @param settled for how long a file must not have changed before it is read
 * @param pageSize the most records that land together
 */
record FileSource(String system, String route, List<String> mappings, Path path, Optional<SftpAccount> account,
        Wanted wanted, FileFormat format, After after, Duration settled, int pageSize) {

    /**
     * @param parameter a parameter's text by its name, empty where nobody gave it
     * @throws IllegalArgumentException with a sentence that names the parameter
     */
    static FileSource of(String route, UnaryOperator<String> parameter) {
        UnaryOperator<String> text = name -> parameter.apply(name).strip();
        var folder = text.apply("folder");
        var isRemote = folder.startsWith("sftp:");
        return new FileSource(text.apply("system"), route,
                Arrays.stream(text.apply("mapping").split(",")).map(String::strip).toList(),
                Path.of(isRemote ? "" : folder),
                isRemote ? Optional.of(SftpAccount.of(folder, text)) : Optional.empty(),
                new Wanted(text.apply("names"), text.apply("ready")), FileFormat.of(text), after(text.apply("after")),
                DurationStyle.detectAndParse(text.apply("settled")), pageSize(text.apply("pageSize")));
    }

    Folder open() throws IOException {
        return account.isPresent() ? SftpFolder.connect(account.get()) : new LocalFolder(path);
    }

    private static After after(String word) {
        return switch (word) {
            case "keep" -> After.KEEP;
            case "move" -> After.MOVE;
            case "delete" -> After.DELETE;
            default -> throw new IllegalArgumentException("after: \"" + word + "\" is none of keep, move, delete");
        };
    }

    private static int pageSize(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("pageSize: \"" + text + "\" is no number from 1 to 99999");
        }
        return Integer.parseInt(text);
    }

    /** What becomes of a file that has been read. */
    enum After {
        KEEP, MOVE, DELETE
    }
}
