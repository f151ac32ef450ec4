/** The repository by HTTP, open to everybody. */
@NullMarked
package io.hakko.repository.web;

import org.jspecify.annotations.NullMarked;
