package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;

/** A blank card as it was delivered: its chip, and the box it lies in. */
public record BlankChip(BoxNumber box, ChipSerial chip) {}
