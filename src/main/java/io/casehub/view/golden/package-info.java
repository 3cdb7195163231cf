/**
 * Which of several records' values a customer's profile shows, by which rule, and what the others
 * say: {@code mappings/ownership.yaml} decides.
 */
@NullMarked
@NamedInterface("golden")
package io.casehub.view.golden;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
