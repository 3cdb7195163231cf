package io.casehub.connector.files;

import io.casehub.connector.files.formats.FileFormat;
import io.casehub.connector.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    private static final int LARGEST_PAGE = 10_000;

    static FileSource of(Plan plan) {
        var folder = plan.text("folder");
        var isRemote = folder.startsWith("sftp:");
        try {
            return new FileSource(plan.system(), plan.route(), plan.list("mapping"), Path.of(isRemote ? "" : folder),
                    isRemote ? Optional.of(SftpAccount.of(folder, plan::text)) : Optional.empty(),
                    new Wanted(plan.text("names"), plan.text("ready")), FileFormat.of(plan::text),
                    plan.word("after", After.class), plan.duration("settled"),
                    plan.whole("pageSize", 1, LARGEST_PAGE));
        } catch (IllegalArgumentException e) {
            throw plan.wrong(String.valueOf(e.getMessage()));
        }
    }

    Folder open() throws IOException {
        return account.isPresent() ? SftpFolder.connect(account.get()) : new LocalFolder(path);
    }

    /** What becomes of a file that has been read. */
    enum After {
        KEEP,
        MOVE,
        DELETE
    }
}
