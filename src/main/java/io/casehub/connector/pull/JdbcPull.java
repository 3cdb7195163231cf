package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.connector.plan.Plans;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the template {@code pull-jdbc} does beside Camel: it binds the cursor and makes records of
 * rows.
 */
@Component("jdbcPull")
class JdbcPull {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

    private final Pull pull;
    private final Plans plans;
    private final ZonedColumns zoned = new ZonedColumns();

    JdbcPull(Pull pull, Plans plans) {
        this.pull = pull;
        this.plans = plans;
    }

    public void begin(Exchange exchange) {
        pull.begin(exchange, plans.of(exchange, JdbcSource.class).course());
    }

    /** Binds {@code :?at}, {@code :?key} and {@code :?limit}. */
    public void request(Exchange exchange) {
        var run = pull.run(exchange);
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader("at", time(run.position().at()));
        var source = plans.of(exchange, JdbcSource.class);
        var part = pull.one(exchange).flatMap(key -> source.one())
                .or(() -> pull.customer(exchange).flatMap(key -> source.ofCustomer()));
        message.setHeader("key", pull.one(exchange).or(() -> pull.customer(exchange))
                .<Object>map(key -> key(Position.key(key)))
                .orElseGet(() -> key(run.position().key())));
        message.setHeader("limit", run.course().pageSize());
        message.setBody(part.orElse(source.query()));
    }

    /** Makes records of the rows, with the column names as the query gives them, and lands them. */
    @SuppressWarnings("unchecked")
    public void land(Exchange exchange) throws SQLException {
        var rows = (List<Map<String, @Nullable Object>>) exchange.getMessage().getBody(List.class);
        var run = pull.run(exchange);
        var moments = zoned.of(database(exchange), plans.of(exchange, JdbcSource.class).query());
        var records = rows.stream().map(row -> record(row, moments)).toList();
        boolean isLast = rows.size() < run.course().pageSize();
        pull.land(exchange, new Fetched(records, isLast, null, isLast || run.pages() > 0 ? -1 : total(exchange)));
    }

    /**
     * How many there are, asked behind the first page of a reading that has more; -1 where nobody says.
     */
    private long total(Exchange exchange) {
        var count = plans.of(exchange, JdbcSource.class).count();
        return count.isEmpty() || pull.one(exchange).or(() -> pull.customer(exchange)).isPresent()
                ? -1
                : JdbcClient.create(database(exchange)).sql(count.get()).query(Long.class).single();
    }

    private DataSource database(Exchange exchange) {
        return exchange.getContext().getRegistry().lookupByNameAndType(pull.run(exchange).course().system(),
                DataSource.class);
    }

    private static JsonNode record(Map<String, @Nullable Object> row, Set<String> moments) {
        var record = JSON.objectNode();
        row.forEach((column, value) -> {
            if (value instanceof Timestamp moment && moments.contains(column)) {
                record.put(column, moment.toInstant().toString());
            } else if (value != null) {
                record.set(column, value(value));
            }
        });
        return record;
    }

    /** Times without a zone stay without one: only the mapping knows where the system stands. */
    private static JsonNode value(Object value) {
        return switch (value) {
            case BigDecimal number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number); // MariaDB and MySQL: bigint unsigned
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Short number -> JSON.numberNode(number);
            case Byte number -> JSON.numberNode(number);
            case Double number when Double.isFinite(number) -> JSON.numberNode(BigDecimal.valueOf(number));
            case Float number when Float.isFinite(number) -> JSON.numberNode(new BigDecimal(number.toString()));
            case Boolean flag -> JSON.booleanNode(flag);
            case Timestamp time -> JSON.textNode(time.toLocalDateTime().toString());
            case Date date -> JSON.textNode(date.toLocalDate().toString());
            case Clob text -> JSON.textNode(content(text));
            case byte[] bytes -> JSON.textNode(new String(bytes, StandardCharsets.UTF_8));
            default -> JSON.textNode(value.toString());
        };
    }

    private static String content(Clob text) {
        try {
            return text.getSubString(1, (int) Math.min(text.length(), Integer.MAX_VALUE));
        } catch (SQLException e) {
            throw new IllegalStateException("a long text could not be read", e);
        }
    }

    private static Object key(JsonNode key) {
        return key.isIntegralNumber() && key.canConvertToLong()
                ? key.longValue()
                : key.isNumber() ? key.decimalValue() : key.asText();
    }

    private static Object time(String at) {
        try {
            return at.endsWith("Z") ? OffsetDateTime.parse(at) : LocalDateTime.parse(at);
        } catch (DateTimeParseException e) {
            return at; // a route may page by a number
        }
    }
}
