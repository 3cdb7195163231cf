/** The shipping: tracking events, inquiries and commands, over Kafka only. */
@NullMarked
package io.casehub.landscape.shipping;

import org.jspecify.annotations.NullMarked;
