/** Desk API of reception. */
@NullMarked
package io.hakko.application.web;

import org.jspecify.annotations.NullMarked;
