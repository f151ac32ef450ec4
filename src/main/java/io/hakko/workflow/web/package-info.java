/** Desk API of the alarms. */
@NullMarked
package io.hakko.workflow.web;

import org.jspecify.annotations.NullMarked;
