package io.hakko.card.integration;

import io.hakko.card.domain.MailerPrinter;

/** PIN letters are written by hand from the station page. */
final class NoPrinter implements MailerPrinter {

    @Override
    public boolean isThere() {
        return false;
    }

    @Override
    public Ready ready() {
        throw new IllegalStateException("this station has no printer");
    }
}
