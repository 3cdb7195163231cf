/**
 * How likely it is that two records speak of one customer, and which records of many do: the model,
 * blocking, scoring, grouping and training. Pure computation: the hub asks it page by page, the
 * laboratory over files.
 */
@NullMarked
@org.springframework.modulith.NamedInterface("matching")
package io.casehub.identity.matching;

import org.jspecify.annotations.NullMarked;
