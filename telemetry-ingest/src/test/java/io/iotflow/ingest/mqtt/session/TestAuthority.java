package io.iotflow.ingest.mqtt.session;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

/** A certificate authority of the test's own, made with the JDK's keytool. */
final class TestAuthority {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "own";
    private static final String ADDRESS = "san=ip:127.0.0.1";

    private final Path folder;
    private final String name;

    TestAuthority(Path folder, String name) throws Exception {
        this.folder = folder;
        this.name = name;
        generate(name, "bc:c");
        keytool("-exportcert", "-alias", ALIAS, "-keystore", store(name), "-rfc", "-file", certificate());
    }

    /** The authority's certificate, PEM. */
    String certificate() {
        return file(name + ".pem");
    }

    /** The certificate chain of somebody whom the authority vouches for, PEM. */
    String issue(String commonName) throws Exception {
        String store = store(commonName);
        String request = file(commonName + ".csr");
        String chain = file(commonName + ".pem");
        generate(commonName, ADDRESS);
        keytool(("-certreq -alias own -keystore " + store + " -file " + request).split(" "));
        keytool(("-gencert -alias own -keystore " + store(name) + " -rfc -ext " + ADDRESS + " -infile " + request
                        + " -outfile " + chain)
                .split(" "));
        Files.writeString(Path.of(chain), Files.readString(Path.of(certificate())), StandardOpenOption.APPEND);
        keytool(("-importcert -noprompt -alias authority -keystore " + store + " -file " + certificate()).split(" "));
        keytool(("-importcert -noprompt -alias own -keystore " + store + " -file " + chain).split(" "));
        return chain;
    }

    /** The private key of somebody, PEM (PKCS 8). */
    String key(String commonName) throws Exception {
        byte[] key = load(commonName).getKey(ALIAS, PASSWORD).getEncoded();
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        Path pem = Path.of(file(commonName + ".key"));
        Files.writeString(pem, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        return pem.toString();
    }

    /** How a client is set up that trusts this authority and shows somebody's certificate. */
    SSLContext client(KeyStore shown) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = load(name);
        KeyStore authority = empty();
        authority.setCertificateEntry(name, trusted.getCertificate(ALIAS));
        trust.init(authority);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new Stubborn((X509KeyManager) keys.getKeyManagers()[0])},
                trust.getTrustManagers(),
                null);
        return context;
    }

    /** Shows its certificate whomever the server trusts. */
    private static final class Stubborn extends X509ExtendedKeyManager {

        private final X509KeyManager keys;

        private Stubborn(X509KeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, null);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(types, null, socket);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    KeyStore load(String commonName) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(Path.of(store(commonName)).toFile(), PASSWORD);
    }

    static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }

    private void generate(String commonName, String extension) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-keystore",
                store(commonName),
                "-dname",
                "CN=" + commonName,
                "-ext",
                extension);
    }

    private String store(String commonName) {
        return file(commonName + ".p12");
    }

    private String file(String file) {
        return folder.resolve(file).toString();
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
