package io.hakko.delivery;

import java.time.LocalDate;

/**
 * A paper receipt (紙の受領書, A-RCP-04) has arrived.
 *
 * @param arrivedOn day of arrival as stamped, whenever it is typed in (D-04)
 * @param sealMatches the seal on it is the holder's registered seal
 */
public record RecordReceipt(LocalDate arrivedOn, boolean sealMatches) {}
