/**
 * Who is calling, and what they may do. What a request may reach stands in one table,
 * {@code AccessRules}.
 */
@NullMarked
package io.casehub.security;

import org.jspecify.annotations.NullMarked;
