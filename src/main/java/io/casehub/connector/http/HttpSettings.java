package io.casehub.connector.http;

import io.casehub.connector.plan.Section;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The section {@code http} of a {@code connector.yaml}, settings filled in.
 *
 * @param headers sent with every request
 * @param auth as whom; {@code null} as nobody
 * @param errors how an error shows in an answer that looks like success
 * @param check what tells as whom the system sees the hub; {@code null} where that is not asked
 * @param perPeriod how many requests at most in each period; 0 for any number
 * @param concurrency how many requests at most at a time
 * @param timeout how long the system may be silent
 * @param breaker after how many failures one after the other it is left alone
 * @param pause for how long
 */
record HttpSettings(Map<String, String> headers, @Nullable Section auth, List<ErrorRule> errors,
        @Nullable Section check, int perPeriod, Duration period, int concurrency, Duration timeout, int breaker,
        Duration pause) {

    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,5})/([smh])");

    static HttpSettings of(@Nullable Spot spot, UnaryOperator<String> resolved) {
        var section = new Section(spot, resolved);
        section.known("headers", "auth", "errors", "check", "rate", "concurrency", "timeout", "breaker");
        var breaker = section.section("breaker");
        breaker.known("failures", "pause");
        var rate = section.some("rate").map(text -> {
            var matcher = RATE.matcher(text);
            if (!matcher.matches()) {
                throw section.wrong("rate", "is a number of requests in a second, minute or hour, such as 20/s");
            }
            return matcher;
        });
        return new HttpSettings(section.texts("headers"), section.has("auth") ? section.section("auth") : null,
                section.items("errors").stream().map(ErrorRule::of).toList(),
                section.has("check") ? check(section.section("check")) : null,
                rate.map(matcher -> Integer.parseInt(matcher.group(1))).orElse(0),
                rate.map(matcher -> DurationStyle.detectAndParse("1" + matcher.group(2))).orElse(Duration.ofSeconds(1)),
                section.positive("concurrency", 4), section.duration("timeout", "30s"),
                breaker.positive("failures", 10),
                breaker.duration("pause", "10s"));
    }

    private static Section check(Section check) {
        check.known("url", "body", "expect");
        check.text("url");
        if (check.texts("expect").isEmpty()) {
            throw check.wrong("expect",
                    "says what the answer must have, such as {/login: hub}; without it nothing is checked");
        }
        return check;
    }

    Authentication authentication(OwnClient client, Mappings mappings) {
        return auth == null ? request -> {
        } : Authentications.of(auth, client, mappings);
    }
}
