/** Certificates and CRLs as plain data, how they are put together, and what the authority needs from outside. */
@NullMarked
package io.hakko.ca.domain;

import org.jspecify.annotations.NullMarked;
