/** What happens in the company while one looks. */
@NullMarked
package io.casehub.landscape.life;

import org.jspecify.annotations.NullMarked;
