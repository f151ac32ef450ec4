/** Cards over javax.smartcardio: the PIV card edge, the simulated reader and its applet, PC/SC. */
@NullMarked
package io.hakko.card.integration;

import org.jspecify.annotations.NullMarked;
