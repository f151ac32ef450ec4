/** Revocation requests in PostgreSQL. */
@NullMarked
package io.hakko.revocation.persistence;

import org.jspecify.annotations.NullMarked;
