package io.casehub.connector.files;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who the hub is at an SFTP server, and how it knows that server.
 *
 * @param folder absolute, or relative to the user's home ({@code /~/in})
 * @param hostKey as {@code ssh-keyscan} prints it, several one a line; {@code any} trusts everybody
 */
record SftpAccount(String host, int port, String folder, String user, String password, String privateKey,
        String hostKey) {

    static final int PATIENCE_MS = 15_000;
    private static final Pattern KEY = Pattern.compile("(?m)((?:ssh|ecdsa|sk)-\\S+)\\s+(AAAA\\S+)");

    /** @throws IllegalArgumentException with a sentence that names the parameter */
    static SftpAccount of(String address, UnaryOperator<String> text) {
        var uri = URI.create(address);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("folder: \"" + address + "\" is no sftp://host:port/folder");
        }
        if (text.apply("user").isEmpty() || text.apply("password").isEmpty() == text.apply("privateKey").isEmpty()) {
            throw new IllegalArgumentException("user: SFTP needs user, and either password or privateKey");
        }
        var hostKey = text.apply("hostKey");
        if (!hostKey.equals("any") && !KEY.matcher(hostKey).find()) {
            throw new IllegalArgumentException("hostKey: the server's key must be known; give what ssh-keyscan prints "
                    + "for it (compare it with what its operator says), or any to trust whoever answers");
        }
        var path = uri.getPath().isEmpty() ? "/" : uri.getPath();
        return new SftpAccount(uri.getHost(), uri.getPort() < 0 ? 22 : uri.getPort(),
                path.startsWith("/~/") ? path.substring(3) : path, text.apply("user"), text.apply("password"),
                text.apply("privateKey"), hostKey);
    }

    /** A session that is connected. */
    Session connect() throws IOException {
        try {
            var session = session();
            session.connect(PATIENCE_MS);
            return session;
        } catch (JSchHostKeyException e) {
            throw new IOException("the SFTP server at " + place() + " shows another key than hostKey says: ask its "
                    + "operator; if it was changed on purpose, set the new one", e);
        } catch (JSchException e) {
            throw new IOException(isRefusal(e)
                    ? "the SFTP server at " + place() + " refuses the hub; check user and password or privateKey"
                    : "no SFTP server answers at " + place() + ": " + e.getMessage(), e);
        }
    }

    String place() {
        return host + ":" + port;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "sftp://" + place() + "/" + folder;
    }

    private Session session() throws JSchException, IOException {
        var jsch = new JSch();
        if (!privateKey.isEmpty()) {
            identify(jsch);
        }
        var session = jsch.getSession(user, host, port);
        if (hostKey.equals("any")) {
            session.setConfig("StrictHostKeyChecking", "no");
        } else {
            jsch.setKnownHosts(new ByteArrayInputStream(knownHosts().getBytes(StandardCharsets.UTF_8)));
            session.setConfig("StrictHostKeyChecking", "yes");
        }
        session.setConfig("PreferredAuthentications", privateKey.isEmpty() ? "password" : "publickey");
        session.setPassword(password);
        session.setTimeout(PATIENCE_MS);
        session.setServerAliveInterval(PATIENCE_MS);
        session.setDaemonThread(true);
        return session;
    }

    private void identify(JSch jsch) throws IOException {
        try {
            jsch.addIdentity("casehub", (privateKey + "\n").getBytes(StandardCharsets.UTF_8), null, null);
        } catch (JSchException e) {
            throw new IOException("privateKey: is no private key in PEM or OpenSSH form", e);
        }
    }

    private String knownHosts() {
        var name = port == 22 ? host : "[" + host + "]:" + port;
        return KEY.matcher(hostKey).results()
                .map(key -> name + " " + key.group(1) + " " + key.group(2))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isRefusal(JSchException e) {
        return String.valueOf(e.getMessage()).startsWith("Auth ")
                || String.valueOf(e.getMessage()).startsWith("Too many authentication");
    }
}
