/** Desk API of loading and inspecting, and the station page. */
@NullMarked
package io.hakko.card.web;

import org.jspecify.annotations.NullMarked;
