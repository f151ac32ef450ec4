/** Desk API of the revocation tasks. */
@NullMarked
package io.hakko.revocation.web;

import org.jspecify.annotations.NullMarked;
