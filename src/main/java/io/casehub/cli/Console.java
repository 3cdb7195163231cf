package io.casehub.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints: where its command line says. */
@Command // picocli mixes in nothing else
final class Console {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    PrintWriter out() {
        return line().getOut();
    }

    PrintWriter err() {
        return line().getErr();
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("a command prints where its command line says");
        }
        return spec.commandLine();
    }
}
