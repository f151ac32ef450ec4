/** What is checked of a certificate before the authority's key is used: one small class for each lint. */
@NullMarked
package io.hakko.ca.integration.lint;

import org.jspecify.annotations.NullMarked;
