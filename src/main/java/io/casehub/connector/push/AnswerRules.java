package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.http.Places;
import io.casehub.connector.plan.Plan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.web.util.HtmlUtils;

/**
 * What in an answer means one thing, a rule a line: {@code /pointer} to what is there only then,
 * {@code /pointer=value}, or else a regular expression that is found in the text. Places of the
 * command are filled in: {@code casehub {id}}.
 */
record AnswerRules(List<String> lines) {

    /** Stands for a command while none is there yet. */
    private static final Places ANY = Places.of(Map.of("id", "x", "key", "x", "value", "x"));

    /** @throws io.casehub.mapping.FileBroken where a line is no regular expression */
    static AnswerRules of(Plan plan, String name) {
        var rules = new AnswerRules(
                plan.text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        for (var line : rules.lines) {
            try {
                if (!isPointer(line)) {
                    pattern(line, ANY, UnaryOperator.identity());
                }
            } catch (PatternSyntaxException e) {
                throw plan.wrong(name, "has a line that is no regular expression: " + line + ": " + e.getDescription());
            }
        }
        return rules;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /**
     * Whether any of them is found.
     *
     * @throws IOException where one is a pointer, and the answer is not what the route says it is
     */
    boolean found(HttpAnswer answer, Places places) throws IOException {
        for (var line : lines) {
            if (isPointer(line)
                    ? isAt(answer, line, places)
                    : pattern(line, places, text -> written(answer, text)).matcher(answer.text()).find()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(HttpAnswer answer, String line, Places places) throws IOException {
        if (answer.content().length == 0) {
            return false;
        }
        var found = answer.tree().at(pointer(line));
        int equals = line.indexOf('=');
        return equals < 0
                ? isThere(found)
                : found.isValueNode()
                        && found.asText().equals(places.fill(line.substring(equals + 1), UnaryOperator.identity()));
    }

    private static boolean isThere(JsonNode found) {
        return !found.isMissingNode() && !found.isNull() && !(found.isContainerNode() && found.isEmpty());
    }

    private static boolean isPointer(String line) {
        return line.startsWith("/");
    }

    private static String pointer(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? line : line.substring(0, equals);
    }

    private static Pattern pattern(String line, Places places, UnaryOperator<String> written) {
        return Pattern.compile(places.fill(line, text -> Pattern.quote(written.apply(text))));
    }

    /** A value as the answer writes it. */
    private static String written(HttpAnswer answer, String text) {
        return answer.isXml() ? HtmlUtils.htmlEscape(text, "UTF-8") : Places.inJson(text);
    }
}
