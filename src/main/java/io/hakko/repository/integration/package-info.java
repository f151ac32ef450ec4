/** The folder of a static web server. */
@NullMarked
package io.hakko.repository.integration;

import org.jspecify.annotations.NullMarked;
