package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;
import java.util.Optional;

/**
 * What a route on the template {@code pull-jdbc} is told.
 *
 * @param one the query for one record by its key
 * @param ofCustomer the query for all that one customer has by his key
 * @param count the query that tells how many there are
 */
record JdbcSource(Course course, String query, Optional<String> one, Optional<String> ofCustomer,
        Optional<String> count) {

    static JdbcSource of(Plan plan) {
        var query = plan.text("query");
        var course = Course.of(plan);
        if (!query.contains(":?limit") && course.paging() == Course.Paging.KEYSET) {
            throw plan.wrong("query", "must end at the page's size: … fetch first :?limit rows only"
                    + " (MySQL: … limit :?limit)");
        }
        return new JdbcSource(course, query, plan.some("one"), plan.some("ofCustomer"), plan.some("count"));
    }
}
