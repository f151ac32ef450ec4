package io.hakko.card.domain;

/** Whoever knew a secret is gone, and the secret with him. */
public class SecretLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SecretLost(String how) {
        super(how);
    }
}
