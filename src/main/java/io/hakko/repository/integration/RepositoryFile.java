package io.hakko.repository.integration;

import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Publication;
import io.hakko.shared.DerContent;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a static web server, which is laid out as the HTTP repository.
 *
 * @param name path below the folder of the repository
 */
record RepositoryFile(String name, DerContent content) {

    /** The files of a publication; the newest CRL comes last: when it is there, everything it belongs to is there. */
    static List<RepositoryFile> of(Publication publication) {
        String folder = publication.caId() + "/";
        List<RepositoryFile> files = new ArrayList<>();
        AuthorityCertificates authority = publication.authority();
        files.add(new RepositoryFile(folder + "ca.crt", DerContent.of(authority.own())));
        authority
                .newWithOld()
                .ifPresent(link -> files.add(new RepositoryFile(folder + "new-with-old.crt", DerContent.of(link))));
        authority
                .oldWithNew()
                .ifPresent(link -> files.add(new RepositoryFile(folder + "old-with-new.crt", DerContent.of(link))));
        publication.arl().map(DerContent::of).ifPresent(arl -> {
            files.add(new RepositoryFile(folder + "arl-" + publication.number() + ".crl", arl));
            files.add(new RepositoryFile(folder + "arl.crl", arl));
        });
        files.add(new RepositoryFile(folder + "crl-" + publication.number() + ".crl", publication.crl()));
        files.add(new RepositoryFile(folder + "crl.crl", publication.crl()));
        return files;
    }
}
