@NullMarked
package io.casehub.cases.linking;

import org.jspecify.annotations.NullMarked;
