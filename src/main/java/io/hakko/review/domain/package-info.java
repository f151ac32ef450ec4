/** Required papers, findings, verdicts. Plain Java. */
@NullMarked
package io.hakko.review.domain;

import org.jspecify.annotations.NullMarked;
