package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.http.HttpAnswer;
import io.casehub.connector.http.Places;
import io.casehub.connector.plan.Plans;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * What the template {@code pull-http} does beside Camel: it writes the request for a page, reads
 * the answer, and lands its records once their details are read too.
 */
@Component("httpPull")
class HttpPull {

    private static final String PAGE = "page";
    private static final String DETAILS = "details";
    private static final String DETAIL = "detail";
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final Pull pull;
    private final Plans plans;
    private final Mappings mappings;
    private final Clock clock;

    HttpPull(Pull pull, Plans plans, Mappings mappings, Clock clock) {
        this.pull = pull;
        this.plans = plans;
        this.mappings = mappings;
        this.clock = clock;
    }

    public void begin(Exchange exchange) {
        pull.begin(exchange, plans.of(exchange, HttpSource.class).course());
    }

    /** Puts together the request for the next page. */
    public void request(Exchange exchange) {
        var source = plans.of(exchange, HttpSource.class);
        var one = pull.one(exchange);
        if (one.isPresent()) {
            write(exchange.getMessage(), source, Places.of(Map.of("key", one.get())).url(source.one().orElseThrow()),
                    null);
            return;
        }
        var customer = pull.customer(exchange);
        if (customer.isPresent()) {
            requestOf(customer.get(), exchange, source);
            return;
        }
        var position = pull.run(exchange).written();
        var values = values(source.course(), position);
        var places = Places.of(values);
        var body = source.request().map(mapping -> mappings.get(mapping).apply(input(values)).toString())
                .orElseGet(() -> places.fill(source.body(), text -> escaped(source, text)));
        write(exchange.getMessage(), source, HttpPages.address(places.url(source.url()), source, position.page()),
                source.posts() ? body : null);
    }

    private static void requestOf(String customer, Exchange exchange, HttpSource source) {
        var places = Places.of(Map.of("key", customer, "limit", String.valueOf(source.course().pageSize())));
        var body = places.fill(source.ofCustomerBody(), text -> escaped(source, text));
        write(exchange.getMessage(), source, places.url(source.ofCustomer().orElseThrow()),
                body.isEmpty() ? null : body);
    }

    /** Reads the answer and says what else is to be asked of each of its records. */
    public void read(Exchange exchange) throws IOException {
        var source = plans.of(exchange, HttpSource.class);
        var answer = usable(exchange, source, HttpAnswer.of(exchange, source.isXml()));
        pull.run(exchange).answered(answer.date().orElseGet(clock::instant));
        var page = pull.one(exchange).isPresent()
                ? HttpPages.one(source, answer)
                : HttpPages.read(source, answer);
        ask(exchange, source, page);
    }

    /** Takes the records of the body for a page: somebody named them, and each is to be asked about. */
    @SuppressWarnings("unchecked")
    public void named(Exchange exchange) {
        List<JsonNode> named = exchange.getMessage().getBody(List.class);
        ask(exchange, plans.of(exchange, HttpSource.class), new Fetched(named, true));
    }

    private static void ask(Exchange exchange, HttpSource source, Fetched page) {
        exchange.setProperty(PAGE, page);
        var details = Details.of(source, page.records());
        exchange.setProperty(DETAILS, details);
        exchange.setProperty("open", details.stream().filter(Details::isOpen).toList());
    }

    /** Puts together the next request about one record. */
    public void requestDetail(Exchange exchange) {
        var source = plans.of(exchange, HttpSource.class);
        var details = exchange.getProperty(DETAIL, Details.class);
        var body = details.request().map(mapping -> mappings.get(mapping).apply(details.known()).toString());
        write(exchange.getMessage(), source, details.url(), body.orElse(null));
    }

    /** Takes its answer into the record. */
    public void readDetail(Exchange exchange) throws IOException {
        var source = plans.of(exchange, HttpSource.class);
        var details = exchange.getProperty(DETAIL, Details.class);
        var answer = HttpAnswer.of(exchange, source.isXml());
        if (answer.status() == NOT_FOUND || answer.status() == GONE) {
            details.missing();
            return;
        }
        boolean isRecord = details.asksForItself();
        details.answered(usable(exchange, source, answer).tree());
        if (isRecord && details.known() instanceof ObjectNode record) {
            source.detail().headers().forEach((name, header) -> record.put(name,
                    exchange.getMessage().getHeader(header, "", String.class)));
        }
    }

    /** Lands the page. */
    @SuppressWarnings("unchecked")
    public void land(Exchange exchange) {
        var page = exchange.getProperty(PAGE, Fetched.class);
        List<Details> details = exchange.getProperty(DETAILS, List.class);
        pull.land(exchange, page.with(details.stream().flatMap(known -> known.record().stream()).toList()));
    }

    /** @throws SourceAway where it is not what was asked for */
    private static HttpAnswer usable(Exchange exchange, HttpSource source, HttpAnswer answer) throws IOException {
        if (answer.asksForPause()) {
            throw new SourceAway("HTTP " + answer.status() + ": the source asks for a pause", answer.pause());
        }
        if (!answer.isSuccess()) {
            throw new SourceAway("HTTP " + answer.status() + explained(answer.status()), Duration.ZERO);
        }
        HttpAccess.of(exchange, source.course().system()).complaint(answer).ifPresent(complaint -> {
            throw new SourceAway("the source answers with an error: " + complaint.words(), Duration.ZERO);
        });
        return answer;
    }

    private static String explained(int status) {
        return switch (status) {
            case 401, 403 -> ": the source refuses the credential";
            case 404 -> ": there is nothing at this route's url";
            default -> "";
        };
    }

    private static void write(Message message, HttpSource source, String url, @Nullable String body) {
        message.removeHeaders("*");
        message.setBody(body);
        message.setHeader(Exchange.HTTP_URI, url);
        message.setHeader(Exchange.HTTP_METHOD, body == null ? "GET" : "POST");
        if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, source.contentType());
        }
        source.headers().forEach(message::setHeader);
    }

    private static Map<String, String> values(Course course, Position position) {
        var page = position.page();
        return Map.of("cursor.at", position.at(), "cursor.key", position.key().asText(), "limit",
                String.valueOf(course.pageSize()), "page", page == null ? String.valueOf(course.firstPage()) : page,
                "offset", page == null ? "0" : page, "next", page == null ? "" : page);
    }

    private static JsonNode input(Map<String, String> values) {
        var input = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> input.put(name.replace("cursor.", ""), value));
        return input.put("limit", Integer.parseInt(values.getOrDefault("limit", "0")));
    }

    private static String escaped(HttpSource source, String text) {
        return source.isXml()
                ? HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()) // of XML's own characters only
                : Places.inJson(text);
    }
}
