package io.hakko.ca.domain;

import io.hakko.shared.Der;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The encoded entries of a CRL. Their number and length are known before they are read, however many there are. */
public interface RevokedEntries {

    int count();

    /** Octets of all of them together. */
    long length();

    /** Writes one behind the other; may be called more than once. */
    void writeTo(OutputStream out) throws IOException;

    /** Entries that are in memory. */
    static RevokedEntries of(List<Der> entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        entries.forEach(entry -> all.writeBytes(entry.bytes()));
        return new RevokedEntries() {
            @Override
            public int count() {
                return entries.size();
            }

            @Override
            public long length() {
                return all.size();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                all.writeTo(out);
            }
        };
    }
}
