package io.casehub.connector.plan;

import io.casehub.mapping.FileBroken;
import java.util.function.Function;

/**
 * What the code behind a template makes of a route's parameters, before the route runs: so a wrong
 * one is refused with its place. A template may be of several kinds; each makes what it needs.
 *
 * @param settings throws {@link FileBroken} where a parameter is wrong
 */
public record RouteKind(String template, Function<Plan, ?> settings) {}
