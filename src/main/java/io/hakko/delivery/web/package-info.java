/** Desk API of the delivery tasks. */
@NullMarked
package io.hakko.delivery.web;

import org.jspecify.annotations.NullMarked;
