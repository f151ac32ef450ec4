package io.hakko.application;

/**
 * The arrivals for which a case waited are closed and its consequence goes on, in the running transaction.
 *
 * @param businessKey the case
 */
public record ArrivalsClosed(String businessKey) {}
