package io.iotflow.ingest.mqtt.session;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The common name of a certificate's subject (RFC 4519, 2.3). */
final class CertificateName {

    private CertificateName() {}

    /** Of the first certificate, the client's own; empty if there is none. */
    static Optional<String> of(List<Certificate> chain) {
        if (chain.isEmpty() || !(chain.getFirst() instanceof X509Certificate certificate)) {
            return Optional.empty();
        }
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .findFirst();
        } catch (InvalidNameException _) {
            return Optional.empty();
        }
    }
}
