/** Desk API of accounting. */
@NullMarked
package io.hakko.billing.web;

import org.jspecify.annotations.NullMarked;
