/** Encoding and signing with Bouncy Castle, and the key stores. */
@NullMarked
package io.hakko.ca.integration;

import org.jspecify.annotations.NullMarked;
