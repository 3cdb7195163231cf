package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;

/** What a route on the template {@code pull-jdbc} is told. */
record JdbcSource(Course course, String query) {

    static JdbcSource of(Plan plan) {
        var query = plan.text("query");
        var course = Course.of(plan);
        if (!query.contains(":?limit") && course.paging() == Course.Paging.KEYSET) {
            throw plan.wrong("query", "must end at the page's size: … fetch first :?limit rows only");
        }
        return new JdbcSource(course, query);
    }
}
