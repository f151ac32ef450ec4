package io.hakko.card;

import io.hakko.shared.ChipSerial;

/** A blank card lies in the reader for this application. */
public record LoadCard(ChipSerial chipSerial) {}
