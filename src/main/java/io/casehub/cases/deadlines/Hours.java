package io.casehub.cases.deadlines;

/**
 * A stretch of one day in which people work, in minutes from its midnight.
 *
 * @param to 1440 is the end of the day
 */
record Hours(int from, int to) {}
