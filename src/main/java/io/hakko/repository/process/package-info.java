/** Delegates of {@code crl-publication}. */
@NullMarked
package io.hakko.repository.process;

import org.jspecify.annotations.NullMarked;
