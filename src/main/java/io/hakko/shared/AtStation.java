package io.hakko.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Part of {@code hakko station}, the program at a card reader of its own, which has neither database nor engine. What
 * carries a stereotype of Spring besides is part of the service, too.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AtStation {}
