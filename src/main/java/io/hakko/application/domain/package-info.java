/** What an application is and what makes it acceptable for entry. Plain Java. */
@NullMarked
package io.hakko.application.domain;

import org.jspecify.annotations.NullMarked;
