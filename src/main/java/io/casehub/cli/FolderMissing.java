package io.casehub.cli;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says in one sentence that the hub was started where its routes or mappings do not lie. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FolderMissing extends AbstractFailureAnalyzer<NoSuchFileException> {

    private final Environment environment;

    FolderMissing(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, NoSuchFileException cause) {
        return Stream.of("routes", "mappings").filter(name -> !Files.isDirectory(HubSettings.folder(environment, name)))
                .findFirst()
                .map(name -> new FailureAnalysis(HubSettings.missing(HubSettings.folder(environment, name), name), null,
                        failure))
                .orElse(null);
    }
}
