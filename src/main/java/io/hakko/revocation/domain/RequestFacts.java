package io.hakko.revocation.domain;

/**
 * What decides which documents a request on paper needs (A-REV-08, A-REV-09, A-REV-14, A-REV-15).
 *
 * @param requirements rows of the decision table that count, as the service profile says
 * @param requester {@code SUBSCRIBER} or {@code COMPANY}
 * @param companyKind kind of company
 * @param sealDiffers whether the seal is another one than at the application
 * @param nameDiffers whether the name, or that of company or representative, is another one
 */
public record RequestFacts(
        String requirements, String requester, String companyKind, boolean sealDiffers, boolean nameDiffers) {}
