/**
 * The doors behind the REST contract {@code openapi.yaml}, and what they answer when they refuse.
 */
@NullMarked
package io.casehub.api;

import org.jspecify.annotations.NullMarked;
