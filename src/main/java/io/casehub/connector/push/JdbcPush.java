package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.plan.Plans;
import io.casehub.mapping.Mappings;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.JdbcConstants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the template {@code push-jdbc} does beside Camel: it binds the command to the statement, and
 * makes an outcome of the rows it changed.
 */
@Component("jdbcPush")
class JdbcPush {

    private static final Pattern NAME = Pattern.compile(":\\?(\\w+)");

    private final Plans plans;
    private final Mappings mappings;

    JdbcPush(Plans plans, Mappings mappings) {
        this.plans = plans;
        this.mappings = mappings;
    }

    public void begin(Exchange exchange) {
        var target = plans.of(exchange, JdbcTarget.class);
        Conversation.begin(exchange, target.readBack().isPresent(), target.absence());
    }

    /** Binds the statement, or the query that asks what became of it. */
    public void request(Exchange exchange) {
        var target = plans.of(exchange, JdbcTarget.class);
        var telling = Conversation.of(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(JdbcConstants.JDBC_PARAMETERS, parameters(target, telling.command()));
        message.setBody(telling.isQuestion() ? target.readBack().orElseThrow() : target.statement());
    }

    /** The database did it, with so many rows. */
    public void answered(Exchange exchange) {
        var telling = Conversation.of(exchange);
        int rows = rows(exchange);
        if (telling.isQuestion()) {
            telling.asked(rows > 0 ? Finding.there("a row", null) : Finding.missing("nothing of it", null));
        } else {
            telling.told(rows > 0
                    ? new Outcome.Delivered(rows + (rows == 1 ? " row" : " rows"))
                    : untouched(plans.of(exchange, JdbcTarget.class)));
        }
        Conversation.goOn(exchange);
    }

    /** The database refused it, or was not reached, or nobody knows. */
    public void failed(Exchange exchange) {
        var once = plans.of(exchange, JdbcTarget.class).once();
        Conversation.failed(exchange, failure -> SqlFailures.outcome(failure, once));
    }

    public void outcome(Exchange exchange) {
        Conversation.end(exchange);
    }

    private static Outcome untouched(JdbcTarget target) {
        return switch (target.untouched()) {
            case CONFLICT -> new Outcome.Conflict(null, "no row is as the hub knows it");
            case REFUSED -> new Outcome.Refused("there is no such row");
        };
    }

    /**
     * The command's own fields, and in their place what the mapping makes of them. What neither has is
     * null: a mapping leaves out what is.
     */
    private Map<String, @Nullable Object> parameters(JdbcTarget target, Command command) {
        var parameters = new HashMap<String, @Nullable Object>();
        NAME.matcher(target.statement() + target.readBack().orElse("")).results()
                .forEach(name -> parameters.put(name.group(1), null));
        var input = CommandInput.of(command);
        input.properties().forEach(field -> parameters.put(field.getKey(), value(field.getValue())));
        mappings.get(target.mapping()).apply(input).properties()
                .forEach(field -> parameters.put(field.getKey(), value(field.getValue())));
        return parameters;
    }

    private static @Nullable Object value(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.decimalValue();
            case STRING -> value.textValue();
            default -> value.toString();
        };
    }

    private static int rows(Exchange exchange) {
        var message = exchange.getMessage();
        return message.getHeader(JdbcConstants.JDBC_UPDATE_COUNT,
                message.getHeader(JdbcConstants.JDBC_ROW_COUNT, 0, Integer.class), Integer.class);
    }
}
