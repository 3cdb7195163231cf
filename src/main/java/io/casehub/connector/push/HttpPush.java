package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.http.Places;
import io.casehub.connector.plan.Plans;
import io.casehub.intake.Enclosures;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the template {@code push-http} does beside Camel: it says the command in the system's words,
 * asks what became of it, and reads the answers.
 */
@Component("httpPush")
class HttpPush {

    private final Plans plans;
    private final Mappings mappings;
    private final HttpJudge judge;
    private final Enclosures enclosures;

    HttpPush(Plans plans, Mappings mappings, HttpJudge judge, Enclosures enclosures) {
        this.plans = plans;
        this.mappings = mappings;
        this.judge = judge;
        this.enclosures = enclosures;
    }

    public void begin(Exchange exchange) {
        var readBack = plans.of(exchange, HttpTarget.class).readBack();
        Conversation.begin(exchange, readBack.isPresent(),
                readBack.map(HttpTarget.ReadBack::absence).orElse(Absence.UNKNOWN));
    }

    /** Puts together the next request: the command, or the question what became of it. */
    public void request(Exchange exchange) {
        var target = plans.of(exchange, HttpTarget.class);
        var telling = Conversation.of(exchange);
        var command = telling.command();
        var input = CommandInput.of(command);
        var places = CommandInput.places(command,
                target.target().map(mapping -> mappings.get(mapping).apply(input).asText()).orElse(""));
        var message = exchange.getMessage();
        if (telling.isQuestion()) {
            var question = target.readBack().orElseThrow();
            var body = question.request().map(mapping -> said(mapping, input));
            write(message, body.isPresent() ? "POST" : "GET", places.url(question.url()), body.orElse(null), target);
            head(message, question.headers(), places);
        } else {
            var said = target.mapping().isEmpty() ? "" : said(target.mapping(), input);
            write(message, target.method(), places.url(target.url()), said, target);
            target.freight().ifPresent(freight -> load(freight, command, said, exchange));
            head(message, target.headers(), places);
        }
    }

    /** The document is there until the exchange is over, however often it is asked for. */
    private void load(Freight freight, Command command, String said, Exchange exchange) {
        var opened = enclosures.open(command.topic().hubCase().orElseThrow(),
                UUID.fromString(command.payload().path("document").asText()));
        exchange.getExchangeExtension().addOnCompletion(new Closing(opened));
        exchange.getMessage().removeHeader(Exchange.CONTENT_TYPE); // the bytes say themselves what they are
        exchange.getMessage().setBody(freight.load(opened.file(), command, said));
    }

    /** Reads the answer. */
    public void answered(Exchange exchange) throws IOException {
        var target = plans.of(exchange, HttpTarget.class);
        var access = HttpAccess.of(exchange, target.system());
        var telling = Conversation.of(exchange);
        var answer = HttpAnswer.of(exchange, target.isXml());
        if (telling.isQuestion()) {
            telling.asked(judge.finding(target, access, telling.command(), answer));
        } else {
            telling.told(judge.outcome(target, access, telling.command(), answer));
        }
        Conversation.goOn(exchange);
    }

    /** There is no answer, or none that can be read. */
    public void failed(Exchange exchange) {
        Conversation.failed(exchange, Failures::outcome);
    }

    public void outcome(Exchange exchange) {
        Conversation.end(exchange);
    }

    /** A body that is XML is the one text the mapping answers. */
    private String said(String mapping, JsonNode input) {
        var said = mappings.get(mapping).apply(input);
        return said.isTextual() ? said.asText() : said.toString();
    }

    private static void write(Message message, String method, String url, @Nullable String body, HttpTarget target) {
        message.removeHeaders("*");
        message.setBody(body);
        message.setHeader(Exchange.HTTP_URI, url);
        message.setHeader(Exchange.HTTP_METHOD, method);
        if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, target.contentType());
        }
    }

    /** Nothing that somebody wrote begins a header of its own. */
    private static void head(Message message, Map<String, String> headers, Places places) {
        headers.forEach((name, value) -> message.setHeader(name,
                places.fill(value, UnaryOperator.identity()).replaceAll("\\p{Cntrl}+", " ")));
    }
}
