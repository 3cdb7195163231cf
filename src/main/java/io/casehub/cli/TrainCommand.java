package io.casehub.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.laboratory.FileUnusable;
import io.casehub.identity.matching.LearntFile;
import io.casehub.identity.matching.LearntFile.Change;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Estimates the weights of matching from records of which nobody knows who is who. */
@Command(name = "train", mixinStandardHelpOptions = true, description = {
        "Estimates the weights of matching from the records of a file, without knowing who is who, and writes them.",
        "Comments, rules of blocking and thresholds stay as they are. Beside the file it writes how common names are.",
        "A running hub takes the file when it is put into its folder of mappings."})
final class TrainCommand implements Callable<Integer> {

    private final List<String> settings;

    @Mixin
    private final LaboratoryFiles files = new LaboratoryFiles();

    @Option(names = "--out", paramLabel = "FILE.yaml", description = "Where to write; into the file of --config unless given.")
    private @Nullable Path out;

    @Option(names = "--json", description = "For programs: what changed as one JSON object.")
    private boolean json;

    @Mixin
    private final Console console = new Console();

    TrainCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var config = files.config(settings);
        var rules = config.rules();
        var people = files.people(false);
        var target = out == null ? config.file() : out;
        var terms = target.getFileName().toString().replaceFirst("\\.ya?ml$", "") + "-terms.csv";
        var learnt = LearntFile.of(config.file(), config.text(), people.trained(rules), people.profiles(rules), terms);
        write(target.resolveSibling(terms), learnt.terms());
        write(target, learnt.text());
        if (json) {
            console.out().println(json(learnt, rules.version(), target));
        } else {
            learnt.changes().forEach(this::show);
            console.out().println(target + " is version " + learnt.version() + " now, it was " + rules.version() + "; "
                    + learnt.changes().size() + " weights changed. How common names are stands in "
                    + target.resolveSibling(terms) + ".");
        }
        return 0;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new FileUnusable(file + " cannot be written: " + e);
        }
    }

    private void show(Change change) {
        console.out().printf(Locale.ROOT, "%-12s %-12s %-10s %+6.1f → %+.1f bits%n", change.kind(), change.trait(),
                change.level(), change.before(), change.after());
    }

    private static ObjectNode json(LearntFile learnt, String before, Path target) {
        var json = ExactJson.mapper().createObjectNode();
        json.put("file", target.toString()).put("version", learnt.version()).put("before", before);
        var changes = json.putArray("changes");
        learnt.changes().forEach(change -> changes.addObject().put("kind", change.kind()).put("trait", change.trait())
                .put("level", change.level()).put("before", rounded(change.before()))
                .put("after", rounded(change.after())));
        return json;
    }

    private static BigDecimal rounded(double bits) {
        return BigDecimal.valueOf(bits).setScale(2, RoundingMode.HALF_UP);
    }
}
