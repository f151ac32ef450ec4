package io.hakko.ca.domain;

/** Makes keys of authorities where the configuration wants them. */
public interface KeyMaker {

    /**
     * Where the key of an authority is configured to be.
     *
     * @throws io.hakko.shared.Refusal INVALID when the configuration does not say
     */
    KeyPlace place(String caId);

    /** Whether the configuration says where the key of an authority is. */
    boolean isConfigured(String caId);

    /** A key that is at hand. */
    AuthorityKey key(String caId);

    /** Links a new key with the one before; both are at hand. */
    KeyLink link(String oldCaId, String newCaId, String signatureAlgorithm);

    /**
     * Makes a key and its self-signed certificate. Never in place of another one.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when there is a key already
     * @throws io.hakko.shared.Outage when the HSM is away
     */
    AuthorityKey make(KeyOrder order);
}
