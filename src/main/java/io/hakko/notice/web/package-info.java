/** The desk API of the letters. */
@NullMarked
package io.hakko.notice.web;

import org.jspecify.annotations.NullMarked;
