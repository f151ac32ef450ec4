/** Delegates of card-delivery and of the processes it calls. */
@NullMarked
package io.hakko.delivery.process;

import org.jspecify.annotations.NullMarked;
