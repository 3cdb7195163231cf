/** A case's life: what it stands for, where it stands, who has it, what was written on it. */
@NullMarked
package io.casehub.cases;

import org.jspecify.annotations.NullMarked;
