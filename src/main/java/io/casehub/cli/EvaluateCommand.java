package io.casehub.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.laboratory.Evaluation;
import io.casehub.identity.laboratory.Evaluation.Measure;
import io.casehub.identity.laboratory.Evaluation.Result;
import io.casehub.identity.laboratory.PairsFile;
import io.casehub.mapping.ExactJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how well records of a file are matched of which it is known who is who. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = {
        "Matches the records of a file as the hub would, one after the other, and says how near that comes to the truth.",
        "Weights are estimated on the file first, without a look at the truth, unless --no-train is given."})
final class EvaluateCommand implements Callable<Integer> {

    private static final int DIGITS = 6;

    private final List<String> settings;

    @Mixin
    private final LaboratoryFiles files = new LaboratoryFiles();

    @Option(names = "--truth", required = true, paramLabel = "COLUMN|PAIRS.csv", description = "A column with equal values for one customer, or a file of the ids of two records that are one.")
    private String truth = "";

    @Option(names = "--id", paramLabel = "COLUMN", description = "By which column pairs name records; found by its values unless given.")
    private @Nullable String id;

    @Option(names = "--json", description = "For programs: one JSON object.")
    private boolean json;

    @Option(names = "--out", paramLabel = "PAIRS.csv", description = "Writes every pair that was compared, with its bits.")
    private @Nullable Path out;

    @Option(names = "--no-train", description = "Takes the weights as they stand in the file.")
    private boolean isTaken;

    @Option(names = "--plain", description = "Takes company names and addresses as they are written: what is their normal form worth?")
    private boolean isPlain;

    @Mixin
    private final Console console = new Console();

    EvaluateCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var given = files.config(settings).rules();
        var people = files.people(isPlain);
        var evaluation = Evaluation.of(people, truth, id);
        var rules = isTaken ? given : people.trained(given);
        if (out == null) {
            show(evaluation.run(rules, (one, other, judgement) -> {
            }));
        } else {
            try (var pairs = PairsFile.create(out, people, evaluation, rules, id)) {
                show(evaluation.run(rules, pairs));
            }
        }
        return 0;
    }

    private void show(Result result) {
        if (json) {
            console.out().println(json(result));
            return;
        }
        console.out().printf(Locale.ROOT, "%d records, %d customers, %d pairs compared, %d to be asked about%n",
                result.records(),
                result.customers(), result.compared(), result.reviews());
        show("pairs", result.pairs());
        show("clusters", result.clusters());
        console.out().printf(Locale.ROOT, "blocking  recall %.5f%n%.0f records a second%n", result.blockingRecall(),
                result.recordsPerSecond());
    }

    private void show(String what, Measure measure) {
        console.out().printf(Locale.ROOT, "%-9s precision %.5f  recall %.5f  F1 %.5f  (%d wrong, %d missed)%n", what,
                measure.precision(), measure.recall(), measure.f1(), measure.wrong(), measure.missed());
    }

    private ObjectNode json(Result result) {
        var json = ExactJson.mapper().createObjectNode();
        put(json.putObject("pairs"), result.pairs());
        put(json.putObject("clusters"), result.clusters());
        json.put("blockingRecall", rounded(result.blockingRecall()));
        json.put("recordsPerSecond", Math.round(result.recordsPerSecond()));
        json.put("records", result.records());
        json.put("customers", result.customers());
        json.put("compared", result.compared());
        json.put("reviews", result.reviews());
        json.put("version", result.version());
        json.put("trained", !isTaken);
        json.put("plain", isPlain);
        return json;
    }

    private static void put(ObjectNode json, Measure measure) {
        json.put("precision", rounded(measure.precision()));
        json.put("recall", rounded(measure.recall()));
        json.put("f1", rounded(measure.f1()));
        json.put("wrong", measure.wrong());
        json.put("missed", measure.missed());
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
