/** What can be packed, posted and received, and what is refused. */
@NullMarked
package io.hakko.delivery.domain;

import org.jspecify.annotations.NullMarked;
