package io.casehub.connector.pull;

import io.casehub.connector.http.Headers;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.pull.Course.Paging;
import java.util.Map;
import java.util.Optional;

/**
 * What a route on the template {@code pull-http} is told.
 *
 * @param body what to post; empty for a request without a body
 * @param request the mapping that makes the body instead
 * @param records pointer to the records in an answer
 * @param hasMore pointer to whether there is more
 * @param total pointer to how many records there are
 * @param next pointer to the token or link of the page behind; {@code Link} for the header
 * @param untilEmpty only an empty page is the last one
 * @param one the URL at which one record is read by its key
 * @param ofCustomer the URL at which all that one customer has is read by his key
 * @param ofCustomerBody what to post there; empty for a request without a body
 */
record HttpSource(Course course, String url, String body, Optional<String> request, String contentType,
        Map<String, String> headers, String records, Optional<String> hasMore, Optional<String> total,
        Optional<String> next, boolean untilEmpty, Detail detail, Optional<String> one,
        Optional<String> ofCustomer, String ofCustomerBody) {

    /** The header in which a source links to the page behind. */
    static final String LINK = "Link";

    /**
     * How each record of a list is read by itself.
     *
     * @param url of the record, with places filled from the listed one; where the list is enough, none
     * @param request the mapping that makes what to post there
     * @param record pointer to the record in that answer
     * @param headers of that answer, by the name they get in the record
     * @param also more to read of each, by the name it gets in the record
     */
    record Detail(Optional<String> url, Optional<String> request, String record, Map<String, String> headers,
            Map<String, String> also) {

        private static Detail of(Plan plan) {
            return new Detail(plan.some("each"), plan.some("eachRequest"), plan.text("eachRecord"),
                    plan.lines("eachHeaders"), plan.lines("also"));
        }
    }

    static HttpSource of(Plan plan) {
        var course = Course.of(plan);
        if (course.paging() == Paging.NEXT && plan.some("next").isEmpty()) {
            throw plan.wrong("next", "is missing: where in the answer is the link or token of the page behind");
        }
        if (plan.some("ofCustomerBody").isPresent() && plan.some("ofCustomer").isEmpty()) {
            throw plan.wrong("ofCustomerBody", "is posted nowhere: ofCustomer is missing");
        }
        if (!plan.word("until", Until.class).equals(Until.SHORT) && plan.some("hasMore").isPresent()) {
            throw plan.wrong("until", "says nothing where hasMore does");
        }
        return new HttpSource(course, plan.text("url"), plan.text("body"), plan.some("request"),
                plan.text("contentType"), Headers.parse(plan.text("headers")), plan.text("records"),
                plan.some("hasMore"),
                plan.some("total"), plan.some("next"), plan.word("until", Until.class) == Until.EMPTY,
                Detail.of(plan), plan.some("one"), plan.some("ofCustomer"), plan.text("ofCustomerBody"));
    }

    /** Of a route that lists nothing: it is told of records, and asks about each. */
    static HttpSource ofNamed(Plan plan) {
        return new HttpSource(Course.ofNamed(plan), "", "", Optional.empty(), plan.text("contentType"),
                Headers.parse(plan.text("headers")), "", Optional.empty(), Optional.empty(), Optional.empty(), false,
                Detail.of(plan), Optional.empty(), Optional.empty(), "");
    }

    boolean isXml() {
        return contentType.contains("xml");
    }

    boolean posts() {
        return !body.isEmpty() || request.isPresent();
    }

    /** Which page is the last. */
    enum Until {
        SHORT,
        EMPTY
    }
}
