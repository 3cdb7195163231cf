package io.casehub.cli;

import io.casehub.mapping.FileBroken;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in one sentence, with file and line, which file the hub cannot start with. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FileRefused extends AbstractFailureAnalyzer<FileBroken> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, FileBroken cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, failure);
    }
}
