package io.casehub.connector.files;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server that shows one folder, to one user. */
final class SftpServer implements AutoCloseable {

    static final String USER = "hub";
    static final String PASSWORD = "open sesame";

    private final KeyPair hostKey = keys();
    private final KeyPair userKey = keys();
    private final Path folder;
    private SshServer server;

    SftpServer(Path folder) {
        this.folder = folder;
        this.server = started(0);
    }

    String address(String path) {
        return "sftp://127.0.0.1:" + server.getPort() + path;
    }

    /** As {@code ssh-keyscan} prints it. */
    String hostKey() {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
    }

    String anotherHostKey() {
        return PublicKeyEntry.toString(userKey.getPublic());
    }

    String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(userKey.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
    }

    /** Drops every connection in the middle of whatever it is doing. */
    void hangUp() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    void stop() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Comes back at the same address. */
    void comeBack() {
        server = started(server.getPort());
    }

    @Override
    public void close() {
        stop();
    }

    private SshServer started(int port) {
        var started = SshServer.setUpDefaultServer();
        started.setHost("127.0.0.1");
        started.setPort(port);
        started.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        started.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        started.setPublickeyAuthenticator((user, key, session) -> user.equals(USER)
                && KeyUtils.compareKeys(key, userKey.getPublic()));
        started.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        started.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        try {
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
