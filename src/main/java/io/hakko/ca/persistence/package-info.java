/** The journal, revocations and CRLs in the schema {@code ca}. */
@NullMarked
package io.hakko.ca.persistence;

import org.jspecify.annotations.NullMarked;
