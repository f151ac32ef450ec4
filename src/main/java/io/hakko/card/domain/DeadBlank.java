package io.hakko.card.domain;

import io.hakko.shared.ChipSerial;

/**
 * A blank that was written off before it was used, and was not destroyed before another person yet.
 *
 * @param reason why it cannot be used
 */
public record DeadBlank(ChipSerial chip, BoxNumber box, String reason, String writtenOffBy) {}
