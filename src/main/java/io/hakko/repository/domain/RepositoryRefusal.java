package io.hakko.repository.domain;

import io.hakko.shared.RefusalCode;

/** Why the repository of an authority is not resumed. */
public enum RepositoryRefusal implements RefusalCode {
    /** There is no such authority. */
    UNKNOWN_AUTHORITY("repository.unknownAuthority", Kind.NOT_FOUND),
    /** It is not a CRL of this authority, or its signature does not verify. */
    NOT_ITS_CRL("repository.notItsCrl", Kind.INVALID),
    /** The database knows this CRL or a newer one. */
    NOTHING_LOST("repository.nothingLost", Kind.CONFLICT),
    /** One of the two people has no account. */
    UNKNOWN_PERSON("repository.unknownPerson", Kind.INVALID),
    /** Both people are the same (D-16). */
    SAME_PERSON("repository.samePerson", Kind.FORBIDDEN),
    /** No reason is given. */
    REASON_MISSING("repository.reasonMissing", Kind.INVALID),
    /** The audit trail of the restored database is broken. */
    TRAIL_BROKEN("repository.trailBroken", Kind.CONFLICT),
    /** The CRL shows certificates that the database does not know: they would not be revoked any more. */
    WOULD_LOSE("repository.wouldLose", Kind.CONFLICT);

    private final String key;
    private final Kind kind;

    RepositoryRefusal(String key, Kind kind) {
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
