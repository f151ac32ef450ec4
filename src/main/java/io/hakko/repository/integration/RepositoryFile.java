package io.hakko.repository.integration;

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
        files.add(new RepositoryFile(folder + "ca.crt", DerContent.of(publication.authority())));
        publication.arl().map(DerContent::of).ifPresent(arl -> {
            files.add(new RepositoryFile(folder + "arl-" + publication.number() + ".crl", arl));
            files.add(new RepositoryFile(folder + "arl.crl", arl));
        });
        files.add(new RepositoryFile(folder + "crl-" + publication.number() + ".crl", publication.crl()));
        files.add(new RepositoryFile(folder + "crl.crl", publication.crl()));
        return files;
    }
}
