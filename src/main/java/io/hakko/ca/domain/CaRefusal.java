package io.hakko.ca.domain;

import io.hakko.shared.RefusalCode;

/** Why an authority does not sign or revoke. */
public enum CaRefusal implements RefusalCode {
    /** What came is not the DER of an RSA public key, and nothing else. */
    KEY_MALFORMED("ca.keyMalformed", Kind.INVALID),
    /** The modulus has not just the bits of the profile (施行規則 2条). */
    KEY_LENGTH("ca.keyLength", Kind.INVALID),
    /** The public exponent is even, below 65537 or longer than 256 bits (SP 800-89). */
    KEY_EXPONENT("ca.keyExponent", Kind.INVALID),
    /** The modulus has a small factor. */
    KEY_SMALL_FACTOR("ca.keySmallFactor", Kind.INVALID),
    /** The primes of the modulus are so close that Fermat's method finds them, or the same. */
    KEY_CLOSE_PRIMES("ca.keyClosePrimes", Kind.INVALID),
    /** The modulus has the mark of the generator whose keys are predictable (ROCA, CVE-2017-15361). */
    KEY_PREDICTABLE("ca.keyPredictable", Kind.INVALID),
    /** The key is on a list of keys that others know (CVE-2008-0166). */
    KEY_KNOWN("ca.keyKnown", Kind.INVALID),
    /** The key was certified before, for another card. */
    KEY_REPEATED("ca.keyRepeated", Kind.CONFLICT),
    /** The serial number was given out before: the source of serial numbers is broken. */
    SERIAL_REPEATED("ca.serialRepeated", Kind.CONFLICT),
    /** A recorded item has a character outside JIS X 0208, or outside ASCII in romaji (A-CHR-01). */
    CHARACTER_NOT_ALLOWED("ca.characterNotAllowed", Kind.INVALID),
    /** An item that the profile always records is missing. */
    ITEM_MISSING("ca.itemMissing", Kind.INVALID),
    /** A recorded item is empty or too long for a certificate. */
    ITEM_LENGTH("ca.itemLength", Kind.INVALID),
    /** The validity is impossible, longer than five years, or beyond that of the authority. */
    VALIDITY_NOT_ALLOWED("ca.validityNotAllowed", Kind.INVALID),
    /** The key of the authority is compromised; it issues nothing any more (B-RVK-04 (5)). */
    AUTHORITY_COMPROMISED("ca.authorityCompromised", Kind.CONFLICT),
    /** There is no authority for this profile. */
    UNKNOWN_AUTHORITY("ca.unknownAuthority", Kind.NOT_FOUND),
    /** The card carries a certificate for another application or key, or was spoiled. */
    CARD_TAKEN("ca.cardTaken", Kind.CONFLICT),
    /** The application has a certificate that is not revoked. */
    LIVE_CERTIFICATE_EXISTS("ca.liveCertificateExists", Kind.CONFLICT),
    /** There is no such certificate. */
    UNKNOWN_CERTIFICATE("ca.unknownCertificate", Kind.NOT_FOUND),
    /** The certificate is revoked already; revoked is final (D-17). */
    ALREADY_REVOKED("ca.alreadyRevoked", Kind.CONFLICT),
    /** The HSM with the key does not answer, or refuses to work; what is to be signed waits. */
    HSM_DOWN("ca.hsmDown", Kind.CONFLICT),
    /** The authority has a key already. */
    AUTHORITY_EXISTS("ca.authorityExists", Kind.CONFLICT),
    /** The configuration does not say where the key of the authority is. */
    KEY_PLACE_UNKNOWN("ca.keyPlaceUnknown", Kind.INVALID),
    /** There is an audit key already. */
    AUDIT_KEY_EXISTS("ca.auditKeyExists", Kind.CONFLICT),
    /** The configuration does not say where the audit key is. */
    AUDIT_KEY_PLACE_UNKNOWN("ca.auditKeyPlaceUnknown", Kind.INVALID),
    /** There is no audit key that a next one could follow. */
    AUDIT_KEY_MISSING("ca.auditKeyMissing", Kind.CONFLICT),
    /** One of the two people of a ceremony has no account, another password, or not the role for it. */
    PERSON_NOT_PROVEN("ca.personNotProven", Kind.FORBIDDEN),
    /** Both people are the same (D-16). */
    SAME_PERSON("ca.samePerson", Kind.FORBIDDEN),
    /** No reason is given. */
    REASON_MISSING("ca.reasonMissing", Kind.INVALID);

    private final String key;
    private final Kind kind;

    CaRefusal(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
