/** Desk API of review, approval and decisions after the deadline. */
@NullMarked
package io.hakko.review.web;

import org.jspecify.annotations.NullMarked;
