/** Delegates of the process card-delivery. */
@NullMarked
package io.hakko.delivery.process;

import org.jspecify.annotations.NullMarked;
