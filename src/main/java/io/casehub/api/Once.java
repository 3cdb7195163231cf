package io.casehub.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation of a door that takes an Idempotency-Key: the same request again gets the same answer
 * and has no second effect. Its first parameter is the request, its second, if any, the body.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Once {

    /**
     * Whether it takes long, reaches beyond the database or rolls back a trial: then its answer is
     * remembered behind it and not in its transaction.
     */
    boolean apart() default false;
}
