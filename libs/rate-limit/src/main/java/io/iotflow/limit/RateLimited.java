package io.iotflow.limit;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how often one caller may call a method of a resource. The usual limit stands here;
 * {@code iotflow.limits.<name>.requests} and {@code .window} change it.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RateLimited {

    /** Of the limit, in its settings and counters. */
    String name() default "";

    /** Whom to count. */
    Caller by() default Caller.ADDRESS;

    /** How many requests a caller may make in a window; 0 means without limit. */
    int requests() default 0;

    /** How long a window is. */
    int windowSeconds() default 60;

    /** Whether it guards against strangers: it then waits for a slow Redis. Not for what devices call all the time. */
    boolean guards() default false;

    /** Whom a limit counts. */
    enum Caller {
        /** The client's address: the socket's, or what a trusted proxy says. */
        ADDRESS,
        /** The device or operator behind the credential; who has none is left to the access check. */
        IDENTITY
    }
}
