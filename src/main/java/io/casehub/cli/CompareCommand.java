package io.casehub.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.laboratory.NamePairs;
import io.casehub.identity.laboratory.NamePairs.Pair;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how alike two names are, and why. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = {
        "Says how alike two names are: a score from 0 to 1, a verdict and the reasons, as JSON.",
        "join: two ways to write one name. review: it takes more than the name to say. new: two names."})
final class CompareCommand implements Callable<Integer> {

    private static final int DIGITS = 3;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "In any usual way and any script.")
    private @Nullable String left;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The other.")
    private @Nullable String right;

    @Option(names = "--kind", paramLabel = "KIND", description = "person or organisation; what the names look like unless given.")
    private @Nullable String kind;

    @Option(names = "--pairs", paramLabel = "FILE.csv", description = "Instead of two names: columns left, right and kind; one JSON object a line.")
    private @Nullable Path pairs;

    @Mixin
    private final Console console = new Console();

    @Override
    public Integer call() {
        if (pairs != null && left == null) {
            for (var pair : NamePairs.read(pairs, kind())) {
                console.out().println(json(pair));
            }
        } else if (pairs == null && left != null && right != null) {
            console.out().println(json(new Pair(left, right, kind())).toPrettyString());
        } else {
            throw new IllegalArgumentException("Give two names, each in quotes, or --pairs with a file of them.");
        }
        return 0;
    }

    private Optional<CustomerKind> kind() {
        return Optional.ofNullable(kind).map(word -> CodeWord.find(CustomerKind.class, word)
                .orElseThrow(
                        () -> new IllegalArgumentException("--kind is person or organisation, not " + word + ".")));
    }

    private static ObjectNode json(Pair pair) {
        var likeness = pair.likeness();
        var json = ExactJson.mapper().createObjectNode();
        json.put("left", pair.left()).put("right", pair.right()).put("kind", likeness.kind().word());
        json.put("score", rounded(likeness.score())).put("verdict", likeness.verdict().word());
        json.put("explanation", likeness.explanation());
        var steps = json.putArray("steps");
        likeness.steps().forEach(step -> steps.addObject().put("part", step.part()).put("left", step.left())
                .put("right", step.right()).put("how", step.how().word()).put("score", rounded(step.score())));
        return json;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
