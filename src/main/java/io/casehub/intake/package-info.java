/**
 * What people write to the company by mail: kept as it came, understood, and handed on as customers
 * and interactions.
 */
@NullMarked
package io.casehub.intake;

import org.jspecify.annotations.NullMarked;
