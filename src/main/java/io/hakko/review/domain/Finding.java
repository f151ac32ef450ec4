package io.hakko.review.domain;

/**
 * A deficiency as the applicant is told it.
 *
 * @param automatic found by comparing papers, not by a person
 * @param code text module of the service profile
 * @param subject paper or field
 * @param problem what is wrong
 * @param remedy what to send
 */
public record Finding(boolean automatic, String code, String subject, String problem, String remedy) {}
